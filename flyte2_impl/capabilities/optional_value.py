"""A step takes None where no value is given."""

from typing import Optional

import flyte

KIND = "types"
EXPECTED = "none"

env = flyte.TaskEnvironment(name="specimen")


@env.task
def describe(n: Optional[int] = None) -> str:
    return "none" if n is None else str(n)


@env.task
def pipeline(n: Optional[int] = None) -> str:
    return describe(n=n)
