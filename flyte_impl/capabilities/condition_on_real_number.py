"""A condition compares a step's real number with a whole one."""

from flytekit import conditional, task, workflow

KIND = "control flow"
EXPECTED = "large"


@task
def measure() -> float:
    return 9.5


@task
def name(word: str) -> str:
    return word


@workflow
def pipeline() -> str:
    n = measure()
    return conditional("size").if_(n > 3).then(name(word="large")).else_().then(name(word="small"))
