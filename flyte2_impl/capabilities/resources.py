"""A step asks for two processors and four gibibytes, and is held to them."""

import flyte

KIND = "operations"
IN_SPEC = (
    r'"requests":[^]]*"4Gi"',
    r'"limits":[^]]*"4Gi"',
)

env = flyte.TaskEnvironment(name="specimen", resources=flyte.Resources(cpu=("2", "2"), memory=("4Gi", "4Gi")))


@env.task
def double(n: int) -> int:
    return n * 2


@env.task
def pipeline() -> int:
    return double(n=3)
