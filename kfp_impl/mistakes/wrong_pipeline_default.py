"""The pipeline's default is of another type than its parameter.

Right: the default is 3.
"""

from kfp import dsl

KIND = "declarations"
STEP = "pipeline"
ARGUMENT = "n"
RIGHT = 6
CORRECTION = """
-def pipeline(n: int = "three") -> int:  # the mistake
+def pipeline(n: int = 3) -> int:
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int) -> int:
    return n * 2


@dsl.pipeline
def pipeline(n: int = "three") -> int:  # the mistake
    return double(n=n).output
