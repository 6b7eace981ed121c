"""A condition compares a step's real number with a whole one."""

import flyte

KIND = "control flow"
EXPECTED = "large"

env = flyte.TaskEnvironment(name="specimen")


@env.task
def measure() -> float:
    return 9.5


@env.task
def name(word: str) -> str:
    return word


@env.task
def pipeline() -> str:
    return name(word="large") if measure() > 3 else name(word="small")
