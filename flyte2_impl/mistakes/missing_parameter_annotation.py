"""A step's parameter has no annotation.

Right: ``n`` is an ``int``.
"""

import flyte

KIND = "declarations"
STEP = "double"
ARGUMENT = "n"
RIGHT = 6
CORRECTION = """
-def double(n) -> int:  # the mistake
+def double(n: int) -> int:
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def double(n) -> int:  # the mistake
    return n * 2


@env.task
def pipeline() -> int:
    return double(n=3)
