"""Each engine in an environment of its own: built by uv, pinned, cached, and known by a hash."""
