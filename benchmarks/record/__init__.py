"""The raw file: its schema, and how it is written and read."""
