"""A condition compares a step's real number with a whole one."""

from kfp import dsl

KIND = "control flow"
EXPECTED = "large"


def attempt():
    @dsl.pipeline
    def direct() -> str:
        n = measure().output
        with dsl.If(n > 3):
            large = name(word="large")
        with dsl.Else():
            small = name(word="small")
        return dsl.OneOf(large.output, small.output)

    return direct


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def measure() -> float:
    return 9.5


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def name(word: str) -> str:
    return word


@dsl.pipeline
def pipeline() -> str:
    n = measure().output
    with dsl.If(n > 3.5):  # workaround
        large = name(word="large")
    with dsl.Else():
        small = name(word="small")
    return dsl.OneOf(large.output, small.output)
