"""Retries, no cache, resources, a variable and a display name."""

from kfp import dsl


@dsl.component(base_image="python:3.11")
def square(n: int) -> int:
    return n * n


@dsl.pipeline(name="squared")
def squared(n: int = 12) -> int:
    step = square(n=n).set_retry(2).set_cpu_request("500m").set_memory_limit("200Mi")
    step.set_env_variable("MODE", "fast").set_display_name("square it").set_caching_options(False)
    return step.output
