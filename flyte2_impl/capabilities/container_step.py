"""A step is any image and command, without Python."""

import flyte
from flyte.extras import ContainerTask

KIND = "operations"
EXPECTED = "hello wine"
IN_SPEC = (
    r"localhost/alpine:3",
    r"echo hello",
)


greet = ContainerTask(
    name="greet",
    image="localhost/alpine:3",
    inputs={"name": str},
    outputs={"greeting": str},
    command=["sh", "-c", "echo hello $0 > /var/outputs/greeting", "{{.inputs.name}}"],
)
env = flyte.TaskEnvironment.from_task("specimen", greet)
drive = flyte.TaskEnvironment(name="drive", depends_on=[env])


@drive.task
async def pipeline() -> str:
    return await greet(name="wine")


def deploy(directory):
    from flyte._internal.runtime.task_serde import translate_task_to_wire
    from flyte.models import SerializationContext
    from google.protobuf.json_format import MessageToJson

    return MessageToJson(
        translate_task_to_wire(greet, SerializationContext(version="v1", root_dir=directory))
    )
