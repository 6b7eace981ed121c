"""One feature a file, the same names as on every other side."""
