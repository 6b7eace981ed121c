"""Two versions of the pipeline exist beside each other, and either can be run again."""

import flyte
from flyte._internal.runtime.task_serde import translate_task_to_wire
from flyte.models import SerializationContext
from google.protobuf.json_format import MessageToJson

KIND = "operations"
IN_SPEC = (
    r'"version": "v1"',
    r'"version": "v2"',
)

env = flyte.TaskEnvironment(name="specimen")


@env.task
def double(n: int) -> int:
    return n * 2


@env.task
def pipeline(n: int = 3) -> int:
    return double(n=n)


def deploy(directory):
    from pathlib import Path

    root = Path(__file__).resolve().parent
    contexts = (SerializationContext(version=version, root_dir=root) for version in ("v1", "v2"))
    return "\n".join(MessageToJson(translate_task_to_wire(pipeline, told)) for told in contexts)
