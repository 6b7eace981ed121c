"""Python's ``range`` counts to what a step will return.

Right: the loop counts to the constant 3.
"""

from kfp import dsl

KIND = "Python on an output"
STEP = "count"
ARGUMENT = ""
RIGHT = 3
CORRECTION = """
-    for _ in range(count().output):  # the mistake
+    for _ in range(3):
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def count() -> int:
    return 3


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def add(n: int) -> int:
    return n + 1


@dsl.pipeline
def pipeline() -> int:
    total = add(n=-1)
    for _ in range(count().output):  # the mistake
        total = add(n=total.output)
    return total.output
