"""A step's output has the name of its input.

Right: the output is called ``doubled``.
"""

from typing import NamedTuple

from kfp import dsl

KIND = "outputs and graph"
STEP = "double"
ARGUMENT = "n"
RIGHT = 6
CORRECTION = """
-def double(n: int) -> NamedTuple("Doubled", [("n", int)]):  # the mistake
+def double(n: int) -> NamedTuple("Doubled", [("doubled", int)]):
-    return NamedTuple("Doubled", [("n", int)])(n=n * 2)
+    return NamedTuple("Doubled", [("doubled", int)])(doubled=n * 2)
-    return double(n=3).outputs["n"]
+    return double(n=3).outputs["doubled"]
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int) -> NamedTuple("Doubled", [("n", int)]):  # the mistake
    from typing import NamedTuple

    return NamedTuple("Doubled", [("n", int)])(n=n * 2)


@dsl.pipeline
def pipeline() -> int:
    return double(n=3).outputs["n"]
