"""The pipeline runs every night."""

import flyte

KIND = "operations"
IN_SPEC = (r'"expression": "0 3',)

env = flyte.TaskEnvironment(name="specimen")


nightly = flyte.Trigger(name="nightly", automation=flyte.Cron("0 3 * * *"), inputs={"n": 3})


@env.task
def double(n: int) -> int:
    return n * 2


@env.task(triggers=nightly)
def pipeline(n: int = 3) -> int:
    return double(n=n)
