"""A step has an environment variable of its own."""

from kfp import dsl

KIND = "operations"
EXPECTED = "fast"
IN_SPEC = (r"name: MODE\s+value: fast",)


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def mode() -> str:
    import os

    return os.environ.get("MODE", "unset")


@dsl.pipeline
def pipeline() -> str:
    return mode().set_env_variable("MODE", "fast").output
