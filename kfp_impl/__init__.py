"""Every workload as KFP components and pipelines; the same file names as flyte_impl."""
