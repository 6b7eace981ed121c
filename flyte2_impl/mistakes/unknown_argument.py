"""A step is called with an argument that it does not have.

Right: there is no ``k``.
"""

import flyte

KIND = "calls"
STEP = "add"
ARGUMENT = "k"
RIGHT = 3
CORRECTION = """
-    return add(n=1, m=2, k=3)  # the mistake
+    return add(n=1, m=2)
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def add(n: int, m: int) -> int:
    return n + m


@env.task
def pipeline() -> int:
    return add(n=1, m=2, k=3)  # the mistake
