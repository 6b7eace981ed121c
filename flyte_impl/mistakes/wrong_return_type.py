"""A step that is annotated to return a number returns a text.

Right: ``double`` returns the number.
"""

from flytekit import task, workflow

KIND = "declarations"
STEP = "double"
ARGUMENT = ""
RIGHT = 6
CORRECTION = """
-    return str(n * 2)  # the mistake
+    return n * 2
"""


@task
def double(n: int) -> int:
    return str(n * 2)  # the mistake


@workflow
def pipeline() -> int:
    return double(n=3)
