"""A cached step was edited, and nothing else was changed.

Right: the edited step adds 2, so the answer is 5; it added 1 when it ran before.
"""

import flyte

KIND = "caching"
STEP = "add"
ARGUMENT = ""
RIGHT = 5
CACHING = True
EARLIER = {"return n + 2": "return n + 1"}
CORRECTION = ""

env = flyte.TaskEnvironment(name="specimen")


@env.task(cache="auto")  # the mistake
def add(n: int) -> int:
    return n + 2


@env.task
def pipeline() -> int:
    return add(n=3)
