"""A step that fails twice is tried again and succeeds."""

import flyte

KIND = "operations"
EXPECTED = 3
IN_SPEC = (r'"retries": 3',)

env = flyte.TaskEnvironment(name="specimen")


@env.task(retries=3)
def flaky() -> int:
    from pathlib import Path

    tries = Path("~/tries.txt").expanduser()
    n = int(tries.read_text()) + 1 if tries.exists() else 1
    tries.write_text(str(n))
    if n < 3:
        raise RuntimeError("not yet")
    return n


@env.task
def pipeline() -> int:
    return flaky()
