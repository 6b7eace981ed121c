"""A step's default is of another type than its parameter.

Right: the default is 3.
"""

import flyte

KIND = "declarations"
STEP = "double"
ARGUMENT = "n"
RIGHT = 6
CORRECTION = """
-def double(n: int = "three") -> int:  # the mistake
+def double(n: int = 3) -> int:
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def double(n: int = "three") -> int:  # the mistake
    return n * 2


@env.task
def pipeline() -> int:
    return double()
