"""The pipeline is called with a text where it wants a whole number.

Right: ``n`` is 3.
"""

from kfp import dsl

KIND = "values at run time"
STEP = "pipeline"
ARGUMENT = "n"
INPUTS = {"n": "three"}
RIGHT = 6
CORRECTION = """
-INPUTS = {"n": "three"}
+INPUTS = {"n": 3}
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int) -> int:
    return n * 2


@dsl.pipeline
def pipeline(n: int) -> int:
    return double(n=n).output
