"""A step calls a function that its module defines.

Right: Python accepts it; every SDK accepts the product written out in the step.
"""

from kfp import dsl

KIND = "what a step can see"
STEP = "double"
ARGUMENT = ""
RIGHT = 6
CORRECTION = """
-    return twice(n)  # the mistake
+    return n * 2
"""


def twice(n: int) -> int:
    return n * 2


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int) -> int:
    return twice(n)  # the mistake


@dsl.pipeline
def pipeline() -> int:
    return double(n=3).output
