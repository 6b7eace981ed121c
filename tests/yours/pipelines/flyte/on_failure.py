"""A clean-up that runs when a step fails."""

import typing

from flytekit import task, workflow
from flytekit.types.error.error import FlyteError


@task
def open_it(fail: bool) -> int:
    if fail:
        raise ValueError("it does not open")
    return 1


@task
def close_it(fail: bool, err: typing.Optional[FlyteError] = None):
    print("closed")


@workflow(on_failure=close_it)
def visit(fail: bool = False) -> int:
    return open_it(fail=fail)
