"""A step is called with positional arguments.

Right: Python itself accepts it; the SDKs' documentation names the arguments.
"""

from kfp import dsl

KIND = "calls"
STEP = "add"
ARGUMENT = "n"
RIGHT = 3
CORRECTION = """
-    return add(1, 2).output  # the mistake
+    return add(n=1, m=2).output
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def add(n: int, m: int) -> int:
    return n + m


@dsl.pipeline
def pipeline() -> int:
    return add(1, 2).output  # the mistake
