"""The upstream step itself is passed, not what it returns.

Right: the pipeline calls ``produce``.
"""

from kfp import dsl

KIND = "calls"
STEP = "consume"
ARGUMENT = "n"
RIGHT = 4
CORRECTION = """
-    return consume(n=produce).output  # the mistake
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
    return consume(n=produce).output  # the mistake
