"""A step takes a whole number or a text, and knows which."""

from typing import Union

import flyte

KIND = "types"
EXPECTED = "int str"

env = flyte.TaskEnvironment(name="specimen")


@env.task
def describe(value: Union[int, str]) -> str:
    return type(value).__name__


@env.task
def join(one: str, other: str) -> str:
    return f"{one} {other}"


@env.task
def pipeline() -> str:
    return join(one=describe(value=3), other=describe(value="three"))
