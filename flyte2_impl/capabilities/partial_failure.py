"""One of four runs of a step fails, and the pipeline goes on with the other three."""

import flyte

KIND = "control flow"
EXPECTED = 1.75

env = flyte.TaskEnvironment(name="specimen")


@env.task
def invert(n: int) -> float:
    return 1 / n


@env.task
def total(numbers: list[float]) -> float:
    return sum(numbers)


@env.task
def pipeline() -> float:
    kept = True  # without: kept = False
    inverted = flyte.map(invert, [1, 2, 0, 4], return_exceptions=kept)
    return total(numbers=[number for number in inverted if not isinstance(number, Exception)])
