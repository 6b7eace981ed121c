"""A container, whose program this machine need not have."""

from kfp import dsl


@dsl.container_component
def shout(word: str, loud: dsl.OutputPath(str)):
    return dsl.ContainerSpec(
        image="alpine:3.20", command=["sh", "-c"], args=["echo $0 | tr a-z A-Z > $1", word, loud]
    )


@dsl.component(base_image="python:3.11")
def length(word: str) -> int:
    return len(word)


@dsl.pipeline(name="loud")
def loud(word: str = "quiet") -> int:
    return length(word=shout(word=word).outputs["loud"]).output
