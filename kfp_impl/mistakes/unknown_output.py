"""The pipeline reads an output that the step does not have.

Right: the output is called ``high``.
"""

from typing import NamedTuple

from kfp import dsl

KIND = "outputs and graph"
STEP = "bounds"
ARGUMENT = "top"
RIGHT = 9
CORRECTION = """
-    return bounds().outputs["top"]  # the mistake
+    return bounds().outputs["high"]
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def bounds() -> NamedTuple("Bounds", [("low", int), ("high", int)]):
    from typing import NamedTuple

    return NamedTuple("Bounds", [("low", int), ("high", int)])(low=1, high=9)


@dsl.pipeline
def pipeline() -> int:
    return bounds().outputs["top"]  # the mistake
