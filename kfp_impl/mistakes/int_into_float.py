"""A step that returns a whole number feeds a step that wants a real number.

Right: Python itself accepts it; a strict SDK wants ``produce`` to return a float.
"""

from kfp import dsl

KIND = "types between steps"
STEP = "consume"
ARGUMENT = "n"
RIGHT = 4.5
CORRECTION = """
-def produce() -> int:
-    return 3
+def produce() -> float:
+    return 3.0
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def produce() -> int:
    return 3


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def consume(n: float) -> float:
    return n * 1.5


@dsl.pipeline
def pipeline() -> float:
    return consume(n=produce().output).output  # the mistake
