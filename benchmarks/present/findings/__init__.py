"""The findings: what was said before it was measured, and what the committed data says to it."""
