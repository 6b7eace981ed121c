"""Python's ``if`` asks whether what a step will return is true.

Right: the SDK's own condition asks; the step returns False, so the answer is "small".
"""

from kfp import dsl

KIND = "Python on an output"
STEP = "measure"
ARGUMENT = ""
RIGHT = "small"
CORRECTION = """
-    if measure().output:  # the mistake
-        return big().output
-    return small().output
+    with dsl.If(measure().output == True):
+        one = big()
+    with dsl.Else():
+        other = small()
+    return dsl.OneOf(one.output, other.output)
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def measure() -> bool:
    return False


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def big() -> str:
    return "big"


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def small() -> str:
    return "small"


@dsl.pipeline
def pipeline() -> str:
    if measure().output:  # the mistake
        return big().output
    return small().output
