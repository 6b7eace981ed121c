"""A step's output has the name of its input.

Right: the output is called ``doubled``.
"""

from dataclasses import dataclass

import flyte

KIND = "outputs and graph"
STEP = "double"
ARGUMENT = "n"
RIGHT = 6
CORRECTION = """
-    n: int  # the mistake
+    doubled: int
-    return Doubled(n=n * 2)
+    return Doubled(doubled=n * 2)
-    return double(n=3).n
+    return double(n=3).doubled
"""

env = flyte.TaskEnvironment(name="specimen")


@dataclass
class Doubled:
    n: int  # the mistake


@env.task
def double(n: int) -> Doubled:
    return Doubled(n=n * 2)


@env.task
def pipeline() -> int:
    return double(n=3).n
