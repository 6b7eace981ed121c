"""A step is called without one of its arguments.

Right: ``m`` is 2.
"""

from kfp import dsl

KIND = "calls"
STEP = "add"
ARGUMENT = "m"
RIGHT = 3
CORRECTION = """
-    return add(n=1).output  # the mistake
+    return add(n=1, m=2).output
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def add(n: int, m: int) -> int:
    return n + m


@dsl.pipeline
def pipeline() -> int:
    return add(n=1).output  # the mistake
