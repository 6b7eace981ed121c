"""The module postpones the evaluation of its annotations.

Right: Python accepts it; without the line every SDK reads the annotations.
"""

from __future__ import annotations  # the mistake

import flyte

KIND = "declarations"
STEP = "double"
ARGUMENT = "n"
RIGHT = 6
CORRECTION = """
-from __future__ import annotations  # the mistake
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def double(n: int) -> int:
    return n * 2


@env.task
def pipeline() -> int:
    return double(n=3)
