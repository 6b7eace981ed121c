"""The pipeline adds 1 to what a step will return.

Right: ``consume`` adds it.
"""

from kfp import dsl

KIND = "Python on an output"
STEP = "produce"
ARGUMENT = "n"
RIGHT = 5
CORRECTION = """
-    return n + 1
+    return n + 2
-    return consume(n=produce().output + 1).output  # the mistake
+    return consume(n=produce().output).output
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def produce() -> int:
    return 3


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def consume(n: int) -> int:
    return n + 1


@dsl.pipeline
def pipeline() -> int:
    return consume(n=produce().output + 1).output  # the mistake
