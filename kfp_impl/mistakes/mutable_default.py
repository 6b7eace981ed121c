"""A step's default is a list.

Right: Python accepts it, and here nothing changes the list; the careful way is a call that passes the list.
"""

from kfp import dsl

KIND = "declarations"
STEP = "total"
ARGUMENT = "numbers"
RIGHT = 2
CORRECTION = """
-def total(numbers: list[int] = [1, 2]) -> int:  # the mistake
+def total(numbers: list[int]) -> int:
-    return total().output
+    return total(numbers=[1, 2]).output
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def total(numbers: list[int] = [1, 2]) -> int:  # the mistake
    return len(numbers)


@dsl.pipeline
def pipeline() -> int:
    return total().output
