"""An f-string in the pipeline contains what a step will return.

Right: the text says "run 3"; a step formats it.
"""

from flytekit import task, workflow

KIND = "Python on an output"
STEP = "produce"
ARGUMENT = ""
RIGHT = "run 3"
CORRECTION = """
-def consume(n: str) -> str:
-    return n
+def consume(n: int) -> str:
+    return f"run {n}"
-    return consume(n=f"run {produce()}")  # the mistake
+    return consume(n=produce())
"""


@task
def produce() -> int:
    return 3


@task
def consume(n: str) -> str:
    return n


@workflow
def pipeline() -> str:
    return consume(n=f"run {produce()}")  # the mistake
