"""A step uses a module that is imported at the top of its file.

Right: Python accepts it; every SDK accepts an import inside the step.
"""

import math

import flyte

KIND = "what a step can see"
STEP = "area"
ARGUMENT = ""
RIGHT = 3.14
CORRECTION = """
-def area(r: float) -> float:
+def area(r: float) -> float:
+    import math
+
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def area(r: float) -> float:
    return round(math.pi * r, 2)  # the mistake


@env.task
def pipeline() -> float:
    return area(r=1.0)
