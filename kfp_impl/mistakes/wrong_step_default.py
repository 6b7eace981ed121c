"""A step's default is of another type than its parameter.

Right: the default is 3.
"""

from kfp import dsl

KIND = "declarations"
STEP = "double"
ARGUMENT = "n"
RIGHT = 6
CORRECTION = """
-def double(n: int = "three") -> int:  # the mistake
+def double(n: int = 3) -> int:
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int = "three") -> int:  # the mistake
    return n * 2


@dsl.pipeline
def pipeline() -> int:
    return double().output
