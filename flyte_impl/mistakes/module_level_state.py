"""A step counts its warnings in a list of the module.

Right: each step has a list of its own, as it has a process of its own on a cluster: 1 + 1.
"""

from flytekit import task, workflow

KIND = "what a step can see"
STEP = "review"
ARGUMENT = ""
RIGHT = 2
CORRECTION = """
-    warned.append("odd")  # the mistake
+    warned = ["odd"]
"""


warned: list[str] = []


@task
def review(n: int) -> int:
    warned.append("odd")  # the mistake
    return len(warned)  # the mistake


@task
def add(n: int, m: int) -> int:
    return n + m


@workflow
def pipeline() -> int:
    return add(n=review(n=1), m=review(n=3))
