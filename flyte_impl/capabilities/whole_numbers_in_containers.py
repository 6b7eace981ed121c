"""Whole numbers inside a dict and a list are still whole in the next step."""

from flytekit import task, workflow

KIND = "types"
EXPECTED = "int"


@task
def measure() -> dict[str, list[int]]:
    return {"a": [1, 2]}


@task
def kind(series: dict[str, list[int]]) -> str:
    return type(series["a"][0]).__name__


@workflow
def pipeline() -> str:
    return kind(series=measure())
