"""Two steps wait for each other.

Right: only ``second`` waits for ``first``, whose output it takes.
"""

from flytekit import task, workflow

KIND = "outputs and graph"
STEP = "first"
ARGUMENT = ""
RIGHT = 2
NOT_COMPILED = "- second$"
CORRECTION = """
-    b >> a  # the mistake
"""


@task
def first() -> int:
    return 1


@task
def second(n: int) -> int:
    return n + 1


@workflow
def pipeline() -> int:
    a = first()
    b = second(n=a)
    b >> a  # the mistake
    return b
