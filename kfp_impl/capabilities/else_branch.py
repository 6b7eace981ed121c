"""One of three branches runs by a step's output, and its result is the pipeline's."""

from kfp import dsl

KIND = "control flow"
EXPECTED = "medium"


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def measure() -> int:
    return 5


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def name(word: str) -> str:
    return word


@dsl.pipeline
def pipeline() -> str:
    n = measure().output
    with dsl.If(n > 9):
        large = name(word="large")
    with dsl.Elif(n > 3):
        medium = name(word="medium")
    with dsl.Else():
        small = name(word="small")
    return dsl.OneOf(large.output, medium.output, small.output)
