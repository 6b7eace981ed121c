"""Somebody's own pipeline, measured as it stands."""
