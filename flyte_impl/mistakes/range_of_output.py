"""Python's ``range`` counts to what a step will return.

Right: the loop counts to the constant 3.
"""

from flytekit import task, workflow

KIND = "Python on an output"
STEP = "count"
ARGUMENT = ""
RIGHT = 3
CORRECTION = """
-    for _ in range(count()):  # the mistake
+    for _ in range(3):
"""


@task
def count() -> int:
    return 3


@task
def add(n: int) -> int:
    return n + 1


@workflow
def pipeline() -> int:
    total = add(n=-1)
    for _ in range(count()):  # the mistake
        total = add(n=total)
    return total
