"""One pure, typed machine-learning step a module."""
