"""The command line gives a word where the pipeline wants a whole number.

Right: ``n`` is 3.
"""

import flyte

KIND = "values at run time"
STEP = "pipeline"
ARGUMENT = "n"
RIGHT = None
COMMAND = {"n": "three"}
CORRECTION = """
-COMMAND = {"n": "three"}
+COMMAND = {"n": "3"}
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def double(n: int) -> int:
    return n * 2


@env.task
def pipeline(n: int) -> int:
    return double(n=n)
