"""A member of an enum is a step's argument."""

from enum import Enum

import flyte

KIND = "types"
EXPECTED = "LARGE is large"

env = flyte.TaskEnvironment(name="specimen")


class Size(Enum):
    SMALL = "small"
    LARGE = "large"


@env.task
def describe(size: Size) -> str:
    return f"{size.name} is {size.value}"


@env.task
def pipeline(size: Size = Size.LARGE) -> str:
    return describe(size=size)
