"""Python's ``if`` compares what a step will return.

Right: the SDK's own condition compares; the step returns 1, so the answer is "small".
"""

from kfp import dsl

KIND = "Python on an output"
STEP = "measure"
ARGUMENT = ""
RIGHT = "small"
CORRECTION = """
-    if measure().output > 3:  # the mistake
-        return big().output
-    return small().output
+    with dsl.If(measure().output > 3):
+        one = big()
+    with dsl.Else():
+        other = small()
+    return dsl.OneOf(one.output, other.output)
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def measure() -> int:
    return 1


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def big() -> str:
    return "big"


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def small() -> str:
    return "small"


@dsl.pipeline
def pipeline() -> str:
    if measure().output > 3:  # the mistake
        return big().output
    return small().output
