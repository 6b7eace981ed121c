"""A step's output says how many steps follow one another."""

from kfp import dsl

KIND = "control flow"
EXPECTED = 8


def attempt():
    @dsl.component(base_image="python:3.11", install_kfp_package=False)
    def count() -> int:
        return 3

    @dsl.component(base_image="python:3.11", install_kfp_package=False)
    def double(n: int) -> int:
        return n * 2

    @dsl.pipeline
    def pipeline() -> int:
        n = double(n=1).output
        with dsl.ParallelFor(range(count().output)):
            n = double(n=n).output
        return n

    return pipeline
