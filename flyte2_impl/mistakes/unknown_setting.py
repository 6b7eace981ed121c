"""A step's setting is misspelt.

Right: the setting that repeats a failed step is spelt as the SDK spells it.
"""

import flyte

KIND = "operations"
STEP = "double"
ARGUMENT = ""
RIGHT = 6
CORRECTION = """
-@env.task(retires=3)  # the mistake
+@env.task(retries=3)
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task(retires=3)  # the mistake
def double(n: int) -> int:
    return n * 2


@env.task
def pipeline() -> int:
    return double(n=3)
