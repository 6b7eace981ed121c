"""One of three branches runs by a step's output, and its result is the pipeline's."""

from flytekit import conditional, task, workflow

KIND = "control flow"
EXPECTED = "medium"


@task
def measure() -> int:
    return 5


@task
def name(word: str) -> str:
    return word


@workflow
def pipeline() -> str:
    n = measure()
    return (
        conditional("size")
        .if_(n > 9)
        .then(name(word="large"))
        .elif_(n > 3)
        .then(name(word="medium"))
        .else_()
        .then(name(word="small"))
    )
