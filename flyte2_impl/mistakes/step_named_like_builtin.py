"""A step has the name of a built-in function that another step uses.

Right: the step is called ``add``, and ``total`` adds up 3 and 3.
"""

import flyte

KIND = "names"
STEP = "sum"
ARGUMENT = ""
RIGHT = 6
CORRECTION = """
-def sum(n: int, m: int) -> int:  # the mistake
+def add(n: int, m: int) -> int:
-    return total(n=sum(n=1, m=2))
+    return total(n=add(n=1, m=2))
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def sum(n: int, m: int) -> int:  # the mistake
    return n + m


@env.task
def total(n: int) -> int:
    return sum([n, 3])  # the mistake


@env.task
def pipeline() -> int:
    return total(n=sum(n=1, m=2))
