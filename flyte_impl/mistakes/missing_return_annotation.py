"""A step returns a value without saying so.

Right: ``double`` is annotated ``-> int``.
"""

from flytekit import task, workflow

KIND = "declarations"
STEP = "double"
ARGUMENT = ""
RIGHT = 6
CORRECTION = """
-def double(n: int):  # the mistake
+def double(n: int) -> int:
"""


@task
def double(n: int):  # the mistake
    return n * 2


@workflow
def pipeline() -> int:
    return double(n=3)
