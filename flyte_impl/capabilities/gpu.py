"""A step asks for one GPU of a named kind."""

from flytekit import Resources, task, workflow
from flytekit.extras.accelerators import A100

KIND = "operations"
IN_SPEC = (
    r'"name": "GPU"',
    r'"device": "nvidia-tesla-a100"',
)


@task(requests=Resources(gpu="1"), accelerator=A100)
def double(n: int) -> int:
    return n * 2


@workflow
def pipeline() -> int:
    return double(n=3)
