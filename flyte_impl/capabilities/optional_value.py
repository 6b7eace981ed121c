"""A step takes None where no value is given."""

from typing import Optional

from flytekit import task, workflow

KIND = "types"
EXPECTED = "none"


@task
def describe(n: Optional[int] = None) -> str:
    return "none" if n is None else str(n)


@workflow
def pipeline(n: Optional[int] = None) -> str:
    return describe(n=n)
