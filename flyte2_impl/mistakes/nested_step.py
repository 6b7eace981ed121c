"""A function makes steps, each with a number of its own.

Right: the number is an argument of one step at the top of the module.
"""

import flyte

KIND = "what a step can see"
STEP = "scale"
ARGUMENT = ""
RIGHT = 6
CORRECTION = """
-def make(factor: int):
-    @env.task
-    def scale(n: int) -> int:  # the mistake
-        return n * factor  # the mistake
-
-    return scale
-
-
-double = make(2)
+@env.task
+def scale(n: int, factor: int) -> int:
+    return n * factor
-    return double(n=3)
+    return scale(n=3, factor=2)
"""

env = flyte.TaskEnvironment(name="specimen")


def make(factor: int):
    @env.task
    def scale(n: int) -> int:  # the mistake
        return n * factor  # the mistake

    return scale


double = make(2)


@env.task
def pipeline() -> int:
    return double(n=3)
