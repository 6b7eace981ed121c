"""A file with a dash in its name, deep in a package, that imports from beside and above itself."""

from flytekit import task, workflow

from ..arithmetic import twice


@task
def run_twice(n: int) -> int:
    return twice(n)


@workflow
def deep(n: int = 21) -> int:
    return run_twice(n=n)
