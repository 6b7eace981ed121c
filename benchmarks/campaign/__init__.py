"""One campaign, from its options to its conclusion."""
