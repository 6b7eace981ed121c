"""A step's default is a list.

Right: Python accepts it, and here nothing changes the list; the careful way is a call that passes the list.
"""

import flyte

KIND = "declarations"
STEP = "total"
ARGUMENT = "numbers"
RIGHT = 2
CORRECTION = """
-def total(numbers: list[int] = [1, 2]) -> int:  # the mistake
+def total(numbers: list[int]) -> int:
-    return total()
+    return total(numbers=[1, 2])
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def total(numbers: list[int] = [1, 2]) -> int:  # the mistake
    return len(numbers)


@env.task
def pipeline() -> int:
    return total()
