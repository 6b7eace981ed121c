"""A dict of lists of numbers goes from step to step."""

from kfp import dsl

KIND = "types"
EXPECTED = "a"


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def measure() -> dict[str, list[float]]:
    return {"a": [0.5, 1.5], "b": []}


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def longest(series: dict[str, list[float]]) -> str:
    return max(series, key=lambda name: len(series[name]))


@dsl.pipeline
def pipeline() -> str:
    return longest(series=measure().output).output
