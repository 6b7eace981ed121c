"""A step that takes two seconds is stopped after one."""

from datetime import timedelta

import flyte

KIND = "operations"
FAILS = True
IN_SPEC = (r'"timeout": "1s"',)

env = flyte.TaskEnvironment(name="specimen")


@env.task(timeout=timedelta(seconds=1))
def slow() -> int:
    import time

    time.sleep(2)
    return 1


@env.task
def pipeline() -> int:
    return slow()


def check(results):
    assert "imed" in results[0], results
