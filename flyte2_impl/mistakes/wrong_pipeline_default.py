"""The pipeline's default is of another type than its parameter.

Right: the default is 3.
"""

import flyte

KIND = "declarations"
STEP = "pipeline"
ARGUMENT = "n"
RIGHT = 6
CORRECTION = """
-def pipeline(n: int = "three") -> int:  # the mistake
+def pipeline(n: int = 3) -> int:
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def double(n: int) -> int:
    return n * 2


@env.task
def pipeline(n: int = "three") -> int:  # the mistake
    return double(n=n)
