"""Everything that writes committed pages, from the raw files in docs/data alone."""
