"""A condition has no other branch, and steps follow it.

Right: the steps after the condition run whatever it says: 2 * 5.
"""

from flytekit import conditional, task, workflow

KIND = "Python on an output"
STEP = "measure"
ARGUMENT = ""
RIGHT = 10
COMPILED = "branchNode"
CORRECTION = """
-    conditional("high").if_(n > 9).then(note(n=n))  # the mistake
+    conditional("high").if_(n > 9).then(note(n=n)).else_().then(note(n=0))
"""


@task
def measure() -> int:
    return 5


@task
def note(n: int):
    print(n)


@task
def double(n: int) -> int:
    return n * 2


@workflow
def pipeline() -> int:
    n = measure()
    conditional("high").if_(n > 9).then(note(n=n))  # the mistake
    return double(n=n)
