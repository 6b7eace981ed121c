"""A step asks for memory in a unit that does not exist.

Right: the request is 2Gi.
"""

from flytekit import Resources, task, workflow

KIND = "operations"
STEP = "double"
ARGUMENT = "mem"
RIGHT = 6
COMPILED = r"\b2Gi\b"
CORRECTION = """
-@task(requests=Resources(mem="2Gigs"))  # the mistake
+@task(requests=Resources(mem="2Gi"))
"""


@task(requests=Resources(mem="2Gigs"))  # the mistake
def double(n: int) -> int:
    return n * 2


@workflow
def pipeline() -> int:
    return double(n=3)
