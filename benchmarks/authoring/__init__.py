"""What authoring costs: specimens are type-checked, imported, compiled and run, and source is counted."""
