"""What is measured, in which order, and when to stop."""
