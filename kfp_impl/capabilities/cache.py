"""A step that ran with the same inputs does not run again."""

from kfp import dsl

KIND = "operations"
RUNS = 2
CACHING = True


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def draw(n: int) -> str:
    import uuid

    return str(uuid.uuid4())


@dsl.pipeline
def pipeline(n: int = 3) -> str:
    return draw(n=n).set_caching_options(enable_caching=True).output


def check(results):
    assert results[0] == results[1], results
