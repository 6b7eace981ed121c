"""The pipeline returns a value without saying so.

Right: ``pipeline`` is annotated ``-> int``.
"""

from flytekit import task, workflow

KIND = "declarations"
STEP = "pipeline"
ARGUMENT = ""
RIGHT = 6
CORRECTION = """
-def pipeline():  # the mistake
+def pipeline() -> int:
"""


@task
def double(n: int) -> int:
    return n * 2


@workflow
def pipeline():  # the mistake
    return double(n=3)  # the mistake
