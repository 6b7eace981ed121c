"""The command line gives a word where the pipeline wants a whole number.

Right: ``n`` is 3.
"""

from flytekit import task, workflow

KIND = "values at run time"
STEP = "pipeline"
ARGUMENT = "n"
RIGHT = None
COMMAND = {"n": "three"}
CORRECTION = """
-COMMAND = {"n": "three"}
+COMMAND = {"n": "3"}
"""


@task
def double(n: int) -> int:
    return n * 2


@workflow
def pipeline(n: int) -> int:
    return double(n=n)
