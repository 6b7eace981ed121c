"""A step that takes two seconds is stopped after one."""

from datetime import timedelta

from flytekit import task, workflow

KIND = "operations"
FAILS = True
IN_SPEC = (r'"timeout": "1s"',)


@task(timeout=timedelta(seconds=1))
def slow() -> int:
    import time

    time.sleep(2)
    return 1


@workflow
def pipeline() -> int:
    return slow()
