"""A dict of lists of numbers goes from step to step."""

import flyte

KIND = "types"
EXPECTED = "a"

env = flyte.TaskEnvironment(name="specimen")


@env.task
def measure() -> dict[str, list[float]]:
    return {"a": [0.5, 1.5], "b": []}


@env.task
def longest(series: dict[str, list[float]]) -> str:
    return max(series, key=lambda name: len(series[name]))


@env.task
def pipeline() -> str:
    return longest(series=measure())
