"""A condition on what a step found."""

from flytekit import conditional, task, workflow


@task
def measure(text: str) -> int:
    return len(text)


@task
def short() -> str:
    return "short"


@task
def long() -> str:
    return "long"


@workflow
def judge(text: str = "a few words") -> str:
    length = measure(text=text)
    return conditional("length").if_(length < 5).then(short()).else_().then(long())
