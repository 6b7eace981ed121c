"""A step that returns a whole number feeds a step that wants a real number.

Right: Python itself accepts it; a strict SDK wants ``produce`` to return a float.
"""

from flytekit import task, workflow

KIND = "types between steps"
STEP = "consume"
ARGUMENT = "n"
RIGHT = 4.5
CORRECTION = """
-def produce() -> int:
-    return 3
+def produce() -> float:
+    return 3.0
"""


@task
def produce() -> int:
    return 3


@task
def consume(n: float) -> float:
    return n * 1.5


@workflow
def pipeline() -> float:
    return consume(n=produce())  # the mistake
