"""One of three branches runs by a step's output, and its result is the pipeline's."""

import flyte

KIND = "control flow"
EXPECTED = "medium"

env = flyte.TaskEnvironment(name="specimen")


@env.task
def measure() -> int:
    return 5


@env.task
def name(word: str) -> str:
    return word


@env.task
def pipeline() -> str:
    n = measure()
    if n > 9:
        return name(word="large")
    if n > 3:
        return name(word="medium")
    return name(word="small")
