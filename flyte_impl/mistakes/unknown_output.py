"""The pipeline reads an output that the step does not have.

Right: the output is called ``high``.
"""

from typing import NamedTuple

from flytekit import task, workflow

KIND = "outputs and graph"
STEP = "bounds"
ARGUMENT = "top"
RIGHT = 9
CORRECTION = """
-    return bounds().top  # the mistake
+    return bounds().high
"""


Bounds = NamedTuple("Bounds", [("low", int), ("high", int)])


@task
def bounds() -> Bounds:
    return Bounds(low=1, high=9)


@workflow
def pipeline() -> int:
    return bounds().top  # the mistake
