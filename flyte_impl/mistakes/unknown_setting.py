"""A step's setting is misspelt.

Right: the setting that repeats a failed step is spelt as the SDK spells it.
"""

from flytekit import task, workflow

KIND = "operations"
STEP = "double"
ARGUMENT = ""
RIGHT = 6
CORRECTION = """
-@task(retires=3)  # the mistake
+@task(retries=3)
"""


@task(retires=3)  # the mistake
def double(n: int) -> int:
    return n * 2


@workflow
def pipeline() -> int:
    return double(n=3)
