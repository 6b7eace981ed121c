"""The pipeline returns a value without saying so.

Right: ``pipeline`` is annotated ``-> int``.
"""

from kfp import dsl

KIND = "declarations"
STEP = "pipeline"
ARGUMENT = ""
RIGHT = 6
CORRECTION = """
-def pipeline():  # the mistake
+def pipeline() -> int:
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int) -> int:
    return n * 2


@dsl.pipeline
def pipeline():  # the mistake
    return double(n=3).output  # the mistake
