"""A step asks for memory in a unit that does not exist.

Right: the request is 2Gi.
"""

import flyte

KIND = "operations"
STEP = "double"
ARGUMENT = "mem"
RIGHT = 6
COMPILED = r"\b2Gi\b"
CORRECTION = """
-env = flyte.TaskEnvironment(name="specimen", resources=flyte.Resources(memory="2Gigs"))  # the mistake
+env = flyte.TaskEnvironment(name="specimen", resources=flyte.Resources(memory="2Gi"))
"""

env = flyte.TaskEnvironment(name="specimen", resources=flyte.Resources(memory="2Gigs"))  # the mistake


@env.task
def double(n: int) -> int:
    return n * 2


@env.task
def pipeline() -> int:
    return double(n=3)
