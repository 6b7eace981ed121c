"""What every contender computes: pure step logic that knows no SDK."""
