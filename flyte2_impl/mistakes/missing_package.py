"""A step needs a package that is not installed.

Right: the standard library's ``statistics`` has the function.
"""

import flyte
from statistics_pro import median  # the mistake

KIND = "what a step can see"
STEP = "middle"
ARGUMENT = ""
RIGHT = 2
CORRECTION = """
-from statistics_pro import median  # the mistake
+from statistics import median
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def middle() -> int:
    return median([1, 2, 3])


@env.task
def pipeline() -> int:
    return middle()
