"""Every workload as Flyte tasks and workflows; the same file names as kfp_impl."""
