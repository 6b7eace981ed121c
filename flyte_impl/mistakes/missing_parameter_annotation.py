"""A step's parameter has no annotation.

Right: ``n`` is an ``int``.
"""

from flytekit import task, workflow

KIND = "declarations"
STEP = "double"
ARGUMENT = "n"
RIGHT = 6
CORRECTION = """
-def double(n) -> int:  # the mistake
+def double(n: int) -> int:
"""


@task
def double(n) -> int:  # the mistake
    return n * 2


@workflow
def pipeline() -> int:
    return double(n=3)
