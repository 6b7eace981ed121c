"""A step is called without one of its arguments.

Right: ``m`` is 2.
"""

from flytekit import task, workflow

KIND = "calls"
STEP = "add"
ARGUMENT = "m"
RIGHT = 3
CORRECTION = """
-    return add(n=1)  # the mistake
+    return add(n=1, m=2)
"""


@task
def add(n: int, m: int) -> int:
    return n + m


@workflow
def pipeline() -> int:
    return add(n=1)  # the mistake
