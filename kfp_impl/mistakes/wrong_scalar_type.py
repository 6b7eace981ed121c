"""A step that returns text feeds a step that wants a whole number.

Right: ``produce`` returns the number 3.
"""

from kfp import dsl

KIND = "types between steps"
STEP = "consume"
ARGUMENT = "n"
RIGHT = 4
CORRECTION = """
-def produce() -> str:
-    return "3"
+def produce() -> int:
+    return 3
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def produce() -> str:
    return "3"


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def consume(n: int) -> int:
    return n + 1


@dsl.pipeline
def pipeline() -> int:
    return consume(n=produce().output).output  # the mistake
