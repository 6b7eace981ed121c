"""One step runs in another image than the rest."""

import flyte

KIND = "operations"
IN_SPEC = (r"localhost/other:v2",)


other = flyte.TaskEnvironment(name="other", image="localhost/other:v2")
env = flyte.TaskEnvironment(name="specimen", depends_on=[other])


@other.task
def double(n: int) -> int:
    return n * 2


@env.task
def pipeline() -> int:
    return double(n=3)
