"""A step's default is of another type than its parameter.

Right: the default is 3.
"""

from flytekit import task, workflow

KIND = "declarations"
STEP = "double"
ARGUMENT = "n"
RIGHT = 6
CORRECTION = """
-def double(n: int = "three") -> int:  # the mistake
+def double(n: int = 3) -> int:
"""


@task
def double(n: int = "three") -> int:  # the mistake
    return n * 2


@workflow
def pipeline() -> int:
    return double()
