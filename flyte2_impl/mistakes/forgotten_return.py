"""A step that is annotated to return a value returns none.

Right: ``double`` returns its product.
"""

import flyte

KIND = "declarations"
STEP = "double"
ARGUMENT = ""
RIGHT = 6
CORRECTION = """
-    n * 2
+    return n * 2
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def double(n: int) -> int:  # the mistake
    n * 2


@env.task
def pipeline() -> int:
    return double(n=3)
