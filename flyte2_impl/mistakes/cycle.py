"""Two steps wait for each other.

Right: only ``second`` waits for ``first``, whose output it takes.
"""

import flyte

KIND = "outputs and graph"
STEP = "first"
ARGUMENT = ""
RIGHT = 2
CORRECTION = """
-    a = first(after=b)  # the mistake
+    a = first()
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def first(after: int = 0) -> int:
    return 1


@env.task
def second(n: int) -> int:
    return n + 1


@env.task
def pipeline() -> int:
    a = first(after=b)  # the mistake
    b = second(n=a)
    return b
