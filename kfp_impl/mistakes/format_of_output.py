"""An f-string in the pipeline contains what a step will return.

Right: the text says "run 3"; a step formats it.
"""

from kfp import dsl

KIND = "Python on an output"
STEP = "produce"
ARGUMENT = ""
RIGHT = "run 3"
CORRECTION = """
-def consume(n: str) -> str:
-    return n
+def consume(n: int) -> str:
+    return f"run {n}"
-    return consume(n=f"run {produce().output}").output  # the mistake
+    return consume(n=produce().output).output
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def produce() -> int:
    return 3


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def consume(n: str) -> str:
    return n


@dsl.pipeline
def pipeline() -> str:
    return consume(n=f"run {produce().output}").output  # the mistake
