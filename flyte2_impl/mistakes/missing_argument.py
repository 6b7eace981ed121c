"""A step is called without one of its arguments.

Right: ``m`` is 2.
"""

import flyte

KIND = "calls"
STEP = "add"
ARGUMENT = "m"
RIGHT = 3
CORRECTION = """
-    return add(n=1)  # the mistake
+    return add(n=1, m=2)
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def add(n: int, m: int) -> int:
    return n + m


@env.task
def pipeline() -> int:
    return add(n=1)  # the mistake
