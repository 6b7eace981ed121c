"""Wrong edits that the tests must notice: see ``make mutants``."""
