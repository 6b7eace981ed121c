"""A step that returns text feeds a step that wants a whole number.

Right: ``produce`` returns the number 3.
"""

from flytekit import task, workflow

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


@task
def produce() -> str:
    return "3"


@task
def consume(n: int) -> int:
    return n + 1


@workflow
def pipeline() -> int:
    return consume(n=produce())  # the mistake
