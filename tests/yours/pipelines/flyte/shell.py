"""A container, whose program this machine need not have."""

from flytekit import ContainerTask, kwtypes, task, workflow

shout = ContainerTask(
    name="shout",
    image="alpine:3.20",
    inputs=kwtypes(word=str),
    outputs=kwtypes(loud=str),
    input_data_dir="/var/inputs",
    output_data_dir="/var/outputs",
    command=["/bin/sh", "-c", "echo {{.inputs.word}} | tr a-z A-Z > /var/outputs/loud"],
)


@task
def length(word: str) -> int:
    return len(word)


@workflow
def loud(word: str = "quiet") -> int:
    return length(word=shout(word=word))
