"""The pipeline adds 1 to what a step will return.

Right: ``consume`` adds it.
"""

from flytekit import task, workflow

KIND = "Python on an output"
STEP = "produce"
ARGUMENT = "n"
RIGHT = 5
CORRECTION = """
-    return n + 1
+    return n + 2
-    return consume(n=produce() + 1)  # the mistake
+    return consume(n=produce())
"""


@task
def produce() -> int:
    return 3


@task
def consume(n: int) -> int:
    return n + 1


@workflow
def pipeline() -> int:
    return consume(n=produce() + 1)  # the mistake
