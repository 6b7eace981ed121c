"""One module a question of the report's readers."""
