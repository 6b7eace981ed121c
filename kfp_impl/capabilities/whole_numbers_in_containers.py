"""Whole numbers inside a dict and a list are still whole in the next step."""

from kfp import dsl

KIND = "types"
EXPECTED = "int"


def attempt():
    @dsl.component(base_image="python:3.11", install_kfp_package=False)
    def measure() -> dict[str, list[int]]:
        return {"a": [1, 2]}

    @dsl.component(base_image="python:3.11", install_kfp_package=False)
    def kind(series: dict[str, list[int]]) -> str:
        return type(series["a"][0]).__name__

    @dsl.pipeline
    def pipeline() -> str:
        return kind(series=measure().output).output

    return pipeline


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def measure() -> dict[str, list[int]]:
    return {"a": [1, 2]}


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def kind(series: dict[str, list[int]]) -> str:
    series = {name: [int(n) for n in numbers] for name, numbers in series.items()}  # workaround
    return type(series["a"][0]).__name__


@dsl.pipeline
def pipeline() -> str:
    return kind(series=measure().output).output
