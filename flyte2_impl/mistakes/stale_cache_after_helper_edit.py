"""A function that a cached step imports was edited, and nothing else was changed.

Right: the edited function adds 2, so the answer is 5; it added 1 when it ran before.
"""

import flyte
from _adding import added

KIND = "caching"
STEP = "add"
ARGUMENT = ""
RIGHT = 5
CACHING = True
EARLIER = {"return n + 2": "return n + 1"}
CORRECTION = """
-@env.task(cache="auto")  # the mistake
+@env.task(cache=flyte.Cache("auto", salt="2"))
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task(cache="auto")  # the mistake
def add(n: int) -> int:
    return added(n)


@env.task
def pipeline() -> int:
    return add(n=3)
