"""Python's ``if`` compares what a step will return.

Right: the SDK's own condition compares; the step returns 1, so the answer is "small".
"""

from flytekit import conditional, task, workflow

KIND = "Python on an output"
STEP = "measure"
ARGUMENT = ""
RIGHT = "small"
CORRECTION = """
-    if measure() > 3:  # the mistake
-        return big()
-    return small()
+    size = measure()
+    return conditional("size").if_(size > 3).then(big()).else_().then(small())
"""


@task
def measure() -> int:
    return 1


@task
def big() -> str:
    return "big"


@task
def small() -> str:
    return "small"


@workflow
def pipeline() -> str:
    if measure() > 3:  # the mistake
        return big()
    return small()
