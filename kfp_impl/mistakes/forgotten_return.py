"""A step that is annotated to return a value returns none.

Right: ``double`` returns its product.
"""

from kfp import dsl

KIND = "declarations"
STEP = "double"
ARGUMENT = ""
RIGHT = 6
CORRECTION = """
-    n * 2
+    return n * 2
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int) -> int:  # the mistake
    n * 2


@dsl.pipeline
def pipeline() -> int:
    return double(n=3).output
