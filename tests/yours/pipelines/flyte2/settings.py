"""Retries, a cache, resources, a timeout and variables: settings that a laptop mostly ignores."""

from datetime import timedelta

import flyte

env = flyte.TaskEnvironment(
    name="settings", resources=flyte.Resources(cpu="500m", memory="200Mi"), env_vars={"MODE": "fast"}
)


@env.task(retries=2, timeout=timedelta(minutes=5), cache="auto", interruptible=True)
async def squared(n: int = 12) -> int:
    return n * n
