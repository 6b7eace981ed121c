"""One seeded authoring mistake a file, the same names as on every other side."""
