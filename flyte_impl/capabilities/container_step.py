"""A step is any image and command, without Python."""

from flytekit import ContainerTask, kwtypes, workflow

KIND = "operations"
EXPECTED = "hello wine"
IN_SPEC = (
    r"localhost/alpine:3",
    r"echo hello",
)


greet = ContainerTask(
    name="greet",
    image="localhost/alpine:3",
    inputs=kwtypes(name=str),
    outputs=kwtypes(greeting=str),
    input_data_dir="/inputs",
    output_data_dir="/outputs",
    command=["sh", "-c", "echo hello $0 > /outputs/greeting", "{{.inputs.name}}"],
)


@workflow
def pipeline() -> str:
    return greet(name="wine")
