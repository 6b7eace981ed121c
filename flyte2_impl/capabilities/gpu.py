"""A step asks for one GPU of a named kind."""

import flyte

KIND = "operations"
IN_SPEC = (
    r'"name": "GPU"',
    r'"device": "nvidia-tesla-a100"',
)

env = flyte.TaskEnvironment(name="specimen", resources=flyte.Resources(gpu="A100:1"))


@env.task
def double(n: int) -> int:
    return n * 2


@env.task
def pipeline() -> int:
    return double(n=3)
