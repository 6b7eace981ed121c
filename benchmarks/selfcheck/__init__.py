"""The harness tried on cases whose answer is known."""
