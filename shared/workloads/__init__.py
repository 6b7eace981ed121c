"""One workload a module, found by its file name."""
