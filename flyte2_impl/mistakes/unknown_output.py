"""The pipeline reads an output that the step does not have.

Right: the output is called ``high``.
"""

from dataclasses import dataclass

import flyte

KIND = "outputs and graph"
STEP = "bounds"
ARGUMENT = "top"
RIGHT = 9
CORRECTION = """
-    return bounds().top  # the mistake
+    return bounds().high
"""

env = flyte.TaskEnvironment(name="specimen")


@dataclass
class Bounds:
    low: int
    high: int


@env.task
def bounds() -> Bounds:
    return Bounds(low=1, high=9)


@env.task
def pipeline() -> int:
    return bounds().top  # the mistake
