"""A step that fails twice is tried again and succeeds."""

from flytekit import task, workflow
from flytekit.exceptions.user import FlyteRecoverableException

KIND = "operations"
EXPECTED = 3
IN_SPEC = (r'"retries": 3',)


@task(retries=3)
def flaky() -> int:
    from pathlib import Path

    tries = Path("~/tries.txt").expanduser()
    n = int(tries.read_text()) + 1 if tries.exists() else 1
    tries.write_text(str(n))
    if n < 3:
        raise FlyteRecoverableException("not yet")
    return n


@workflow
def pipeline() -> int:
    return flaky()
