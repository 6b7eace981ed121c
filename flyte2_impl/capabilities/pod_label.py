"""A step's pod carries a label."""

import flyte

KIND = "operations"
IN_SPEC = (r'"team": "wine"',)

env = flyte.TaskEnvironment(name="specimen", pod_template=flyte.PodTemplate(labels={"team": "wine"}))


@env.task
def double(n: int) -> int:
    return n * 2


@env.task
def pipeline() -> int:
    return double(n=3)
