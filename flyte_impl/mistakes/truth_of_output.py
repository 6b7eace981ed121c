"""Python's ``if`` asks whether what a step will return is true.

Right: the SDK's own condition asks; the step returns False, so the answer is "small".
"""

from flytekit import conditional, task, workflow

KIND = "Python on an output"
STEP = "measure"
ARGUMENT = ""
RIGHT = "small"
CORRECTION = """
-    if measure():  # the mistake
-        return big()
-    return small()
+    big_enough = measure()
+    return conditional("size").if_(big_enough.is_true()).then(big()).else_().then(small())
"""


@task
def measure() -> bool:
    return False


@task
def big() -> str:
    return "big"


@task
def small() -> str:
    return "small"


@workflow
def pipeline() -> str:
    if measure():  # the mistake
        return big()
    return small()
