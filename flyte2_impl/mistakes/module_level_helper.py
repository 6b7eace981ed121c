"""A step calls a function that its module defines.

Right: Python accepts it; every SDK accepts the product written out in the step.
"""

import flyte

KIND = "what a step can see"
STEP = "double"
ARGUMENT = ""
RIGHT = 6
CORRECTION = """
-    return twice(n)  # the mistake
+    return n * 2
"""

env = flyte.TaskEnvironment(name="specimen")


def twice(n: int) -> int:
    return n * 2


@env.task
def double(n: int) -> int:
    return twice(n)  # the mistake


@env.task
def pipeline() -> int:
    return double(n=3)
