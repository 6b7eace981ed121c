"""A change held to what was before it: measured again, compared, and told by the exit status."""
