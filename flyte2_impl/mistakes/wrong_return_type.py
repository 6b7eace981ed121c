"""A step that is annotated to return a number returns a text.

Right: ``double`` returns the number.
"""

import flyte

KIND = "declarations"
STEP = "double"
ARGUMENT = ""
RIGHT = 6
CORRECTION = """
-    return str(n * 2)  # the mistake
+    return n * 2
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def double(n: int) -> int:
    return str(n * 2)  # the mistake


@env.task
def pipeline() -> int:
    return double(n=3)
