"""Whole numbers inside a dict and a list are still whole in the next step."""

import flyte

KIND = "types"
EXPECTED = "int"

env = flyte.TaskEnvironment(name="specimen")


@env.task
def measure() -> dict[str, list[int]]:
    return {"a": [1, 2]}


@env.task
def kind(series: dict[str, list[int]]) -> str:
    return type(series["a"][0]).__name__


@env.task
def pipeline() -> str:
    return kind(series=measure())
