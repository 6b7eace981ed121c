"""The upstream step itself is passed, not what it returns.

Right: the pipeline calls ``produce``.
"""

from flytekit import task, workflow

KIND = "calls"
STEP = "consume"
ARGUMENT = "n"
RIGHT = 4
CORRECTION = """
-    return consume(n=produce)  # the mistake
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
    return consume(n=produce)  # the mistake
