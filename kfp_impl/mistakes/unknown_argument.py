"""A step is called with an argument that it does not have.

Right: there is no ``k``.
"""

from kfp import dsl

KIND = "calls"
STEP = "add"
ARGUMENT = "k"
RIGHT = 3
CORRECTION = """
-    return add(n=1, m=2, k=3).output  # the mistake
+    return add(n=1, m=2).output
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def add(n: int, m: int) -> int:
    return n + m


@dsl.pipeline
def pipeline() -> int:
    return add(n=1, m=2, k=3).output  # the mistake
