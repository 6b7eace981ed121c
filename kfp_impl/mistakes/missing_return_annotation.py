"""A step returns a value without saying so.

Right: ``double`` is annotated ``-> int``.
"""

from kfp import dsl

KIND = "declarations"
STEP = "double"
ARGUMENT = ""
RIGHT = 6
CORRECTION = """
-def double(n: int):  # the mistake
+def double(n: int) -> int:
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int):  # the mistake
    return n * 2


@dsl.pipeline
def pipeline() -> int:
    return double(n=3).output
