"""A step that is annotated to return a value returns none.

Right: ``double`` returns its product.
"""

from flytekit import task, workflow

KIND = "declarations"
STEP = "double"
ARGUMENT = ""
RIGHT = 6
CORRECTION = """
-    n * 2
+    return n * 2
"""


@task
def double(n: int) -> int:  # the mistake
    n * 2


@workflow
def pipeline() -> int:
    return double(n=3)
