"""A condition on what a step found, in tasks that are not async."""

import flyte

env = flyte.TaskEnvironment(name="branching")


@env.task
def measure(text: str) -> int:
    return len(text)


@env.task
def judge(text: str = "a few words") -> str:
    return "short" if measure(text) < 5 else "long"
