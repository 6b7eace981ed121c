"""A step takes a whole number or a text, and knows which."""

from typing import Union

from flytekit import task, workflow

KIND = "types"
EXPECTED = "int str"


@task
def describe(value: Union[int, str]) -> str:
    return type(value).__name__


@task
def join(one: str, other: str) -> str:
    return f"{one} {other}"


@workflow
def pipeline() -> str:
    return join(one=describe(value=3), other=describe(value="three"))
