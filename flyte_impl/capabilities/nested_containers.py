"""A dict of lists of numbers goes from step to step."""

from flytekit import task, workflow

KIND = "types"
EXPECTED = "a"


@task
def measure() -> dict[str, list[float]]:
    return {"a": [0.5, 1.5], "b": []}


@task
def longest(series: dict[str, list[float]]) -> str:
    return max(series, key=lambda name: len(series[name]))


@workflow
def pipeline() -> str:
    return longest(series=measure())
