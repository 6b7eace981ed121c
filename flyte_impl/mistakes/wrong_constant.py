"""A step that wants a whole number is called with a text.

Right: ``n`` is 3.
"""

from flytekit import task, workflow

KIND = "calls"
STEP = "add"
ARGUMENT = "n"
RIGHT = 4
CORRECTION = """
-    return add(n="three", m=1)  # the mistake
+    return add(n=3, m=1)
"""


@task
def add(n: int, m: int) -> int:
    return n + m


@workflow
def pipeline() -> int:
    return add(n="three", m=1)  # the mistake
