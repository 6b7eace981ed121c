"""The training pipeline after one typical change a file or folder, the same names as on every other side."""
