"""The pipeline is called with a text where it wants a whole number.

Right: ``n`` is 3.
"""

import flyte

KIND = "values at run time"
STEP = "pipeline"
ARGUMENT = "n"
INPUTS = {"n": "three"}
RIGHT = 6
CORRECTION = """
-INPUTS = {"n": "three"}
+INPUTS = {"n": 3}
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def double(n: int) -> int:
    return n * 2


@env.task
def pipeline(n: int) -> int:
    return double(n=n)
