"""A step is any image and command, without Python."""

from kfp import dsl

KIND = "operations"
EXPECTED = "hello wine"
IN_SPEC = (
    r"localhost/alpine:3",
    r"echo hello",
)


@dsl.container_component
def greet(name: str, greeting: dsl.OutputPath(str)):
    return dsl.ContainerSpec(
        image="localhost/alpine:3",
        command=["sh", "-c", 'mkdir -p "$(dirname "$1")"; echo hello "$0" > "$1"', name, greeting],
    )


@dsl.pipeline
def pipeline() -> str:
    return greet(name="wine").outputs["greeting"]
