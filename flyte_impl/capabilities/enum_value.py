"""A member of an enum is a step's argument."""

from enum import Enum

from flytekit import task, workflow

KIND = "types"
EXPECTED = "LARGE is large"


class Size(Enum):
    SMALL = "small"
    LARGE = "large"


@task
def describe(size: Size) -> str:
    return f"{size.name} is {size.value}"


@workflow
def pipeline(size: Size = Size.LARGE) -> str:
    return describe(size=size)
