"""A Flyte 2 task with retries; every exception is retried unless it says that it must not be."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte2_impl.engine import Flyte2Engine
    from shared.command_line import main

    main(Flyte2Engine(), "flaky")

from datetime import timedelta
from pathlib import Path
from typing import Any

import flyte

from flyte2_impl.lanes import IMAGE
from shared.contract import Size
from shared.steps.flaky import Success, succeed_at_last

env = flyte.TaskEnvironment(name="flaky", image=IMAGE)
AT_ONCE = flyte.Backoff(base=timedelta(0))


@env.task
async def attempt(counter: str, needed: int) -> Success:
    return succeed_at_last(Path(counter), needed)


def retrying(attempts: int) -> Any:
    """Make the workflow whose step may be attempted so often."""
    persistent = attempt.override(retries=flyte.RetryStrategy(count=attempts - 1, backoff=AT_ONCE))

    @env.task
    async def flaky_workflow(counter: str, needed: int) -> Success:
        return await persistent(counter, needed)

    return flaky_workflow


flaky_workflow = retrying(1)


def build(size: Size) -> object:
    return retrying(int(size["k"]))
