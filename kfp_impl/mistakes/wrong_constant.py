"""A step that wants a whole number is called with a text.

Right: ``n`` is 3.
"""

from kfp import dsl

KIND = "calls"
STEP = "add"
ARGUMENT = "n"
RIGHT = 4
CORRECTION = """
-    return add(n="three", m=1).output  # the mistake
+    return add(n=3, m=1).output
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def add(n: int, m: int) -> int:
    return n + m


@dsl.pipeline
def pipeline() -> int:
    return add(n="three", m=1).output  # the mistake
