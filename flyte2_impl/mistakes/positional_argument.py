"""A step is called with positional arguments.

Right: Python itself accepts it; the SDKs' documentation names the arguments.
"""

import flyte

KIND = "calls"
STEP = "add"
ARGUMENT = "n"
RIGHT = 3
CORRECTION = """
-    return add(1, 2)  # the mistake
+    return add(n=1, m=2)
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def add(n: int, m: int) -> int:
    return n + m


@env.task
def pipeline() -> int:
    return add(1, 2)  # the mistake
