"""The outputs of several steps are one argument of another, as a list."""

from kfp import dsl

KIND = "types"
EXPECTED = 5


def attempt():
    @dsl.component(base_image="python:3.11", install_kfp_package=False)
    def square(n: int) -> int:
        return n * n

    @dsl.component(base_image="python:3.11", install_kfp_package=False)
    def total(numbers: list[int]) -> int:
        return int(sum(numbers))

    @dsl.pipeline
    def pipeline() -> int:
        return total(numbers=[square(n=1).output, square(n=2).output]).output

    return pipeline


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def square(n: int) -> int:
    return n * n


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def total(numbers: list[int]) -> int:
    return int(sum(float(n) for n in numbers))  # workaround


@dsl.pipeline
def pipeline() -> int:
    return total(numbers=[square(n=1).output, square(n=2).output]).output
