"""Numbers that the pipeline is written with."""

FACTOR = 2
