"""The module postpones the evaluation of its annotations.

Right: Python accepts it; without the line every SDK reads the annotations.
"""

from __future__ import annotations  # the mistake

from kfp import dsl

KIND = "declarations"
STEP = "double"
ARGUMENT = "n"
RIGHT = 6
CORRECTION = """
-from __future__ import annotations  # the mistake
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int) -> int:
    return n * 2


@dsl.pipeline
def pipeline() -> int:
    return double(n=3).output
