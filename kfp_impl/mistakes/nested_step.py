"""A function makes steps, each with a number of its own.

Right: the number is an argument of one step at the top of the module.
"""

from kfp import dsl

KIND = "what a step can see"
STEP = "scale"
ARGUMENT = ""
RIGHT = 6
CORRECTION = """
-def make(factor: int):
-    @dsl.component(base_image="python:3.11", install_kfp_package=False)
-    def scale(n: int) -> int:  # the mistake
-        return n * factor  # the mistake
-
-    return scale
-
-
-double = make(2)
+@dsl.component(base_image="python:3.11", install_kfp_package=False)
+def scale(n: int, factor: int) -> int:
+    return n * factor
-    return double(n=3).output
+    return scale(n=3, factor=2).output
"""


def make(factor: int):
    @dsl.component(base_image="python:3.11", install_kfp_package=False)
    def scale(n: int) -> int:  # the mistake
        return n * factor  # the mistake

    return scale


double = make(2)


@dsl.pipeline
def pipeline() -> int:
    return double(n=3).output
