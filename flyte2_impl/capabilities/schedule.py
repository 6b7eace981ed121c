"""The pipeline runs every night."""

import flyte
from flyte._internal.runtime.trigger_serde import to_task_trigger
from google.protobuf.json_format import MessageToJson

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


def deploy(directory):
    import asyncio

    from flyteidl2.core.interface_pb2 import VariableMap

    made = asyncio.run(to_task_trigger(nightly, pipeline.name, VariableMap(), []))
    return MessageToJson(made)
