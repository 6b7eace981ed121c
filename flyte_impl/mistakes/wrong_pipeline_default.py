"""The pipeline's default is of another type than its parameter.

Right: the default is 3.
"""

from flytekit import task, workflow

KIND = "declarations"
STEP = "pipeline"
ARGUMENT = "n"
RIGHT = 6
CORRECTION = """
-def pipeline(n: int = "three") -> int:  # the mistake
+def pipeline(n: int = 3) -> int:
"""


@task
def double(n: int) -> int:
    return n * 2


@workflow
def pipeline(n: int = "three") -> int:  # the mistake
    return double(n=n)
