"""A step that returns text feeds a step that wants a whole number.

Right: ``produce`` returns the number 3.
"""

import flyte

KIND = "types between steps"
STEP = "consume"
ARGUMENT = "n"
RIGHT = 4
CORRECTION = """
-def produce() -> str:
-    return "3"
+def produce() -> int:
+    return 3
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def produce() -> str:
    return "3"


@env.task
def consume(n: int) -> int:
    return n + 1


@env.task
def pipeline() -> int:
    return consume(n=produce())  # the mistake
