"""Python's ``for`` walks over a list that a step will return.

Right: one step takes the whole list and adds it up.
"""

from kfp import dsl

KIND = "Python on an output"
STEP = "items"
ARGUMENT = ""
RIGHT = 6
CORRECTION = """
-    total = 0
-    for item in items().output:  # the mistake
-        total = add(n=total, items=[item]).output
-    return total
+    return add(n=0, items=items().output).output
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def items() -> list[int]:
    return [1, 2, 3]


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def add(n: int, items: list[int]) -> int:
    return n + int(sum(items))


@dsl.pipeline
def pipeline() -> int:
    total = 0
    for item in items().output:  # the mistake
        total = add(n=total, items=[item]).output
    return total
