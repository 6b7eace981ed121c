"""A step that is annotated to return a number returns a text.

Right: ``double`` returns the number.
"""

from kfp import dsl

KIND = "declarations"
STEP = "double"
ARGUMENT = ""
RIGHT = 6
CORRECTION = """
-    return str(n * 2)  # the mistake
+    return n * 2
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int) -> int:
    return str(n * 2)  # the mistake


@dsl.pipeline
def pipeline() -> int:
    return double(n=3).output
