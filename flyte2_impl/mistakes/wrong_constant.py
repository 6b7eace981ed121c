"""A step that wants a whole number is called with a text.

Right: ``n`` is 3.
"""

import flyte

KIND = "calls"
STEP = "add"
ARGUMENT = "n"
RIGHT = 4
CORRECTION = """
-    return add(n="three", m=1)  # the mistake
+    return add(n=3, m=1)
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def add(n: int, m: int) -> int:
    return n + m


@env.task
def pipeline() -> int:
    return add(n="three", m=1)  # the mistake
