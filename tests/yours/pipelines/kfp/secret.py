"""A component that needs a secret of the cluster."""

from kfp import dsl


@dsl.component(base_image="python:3.11")
def log_in() -> int:
    import os

    return len(os.environ["STORE_TOKEN"])


@dsl.pipeline(name="fetch")
def fetch() -> int:
    return log_in().output
