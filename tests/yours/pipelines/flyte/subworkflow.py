"""A workflow inside another, once by itself and once by a launch plan."""

from flytekit import LaunchPlan, task, workflow


@task
def double(n: int) -> int:
    return 2 * n


@workflow
def inner(n: int) -> int:
    return double(n=double(n=n))


plan = LaunchPlan.get_or_create(inner, "inner_by_plan", default_inputs={"n": 1})


@workflow
def outer(n: int = 3) -> int:
    return double(n=inner(n=n))


@workflow
def by_plan(n: int = 3) -> int:
    return plan(n=n)
