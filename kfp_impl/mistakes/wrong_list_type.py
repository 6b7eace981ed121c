"""A list of numbers feeds a step that wants a list of texts.

Right: ``produce`` returns texts, so that twice the first is "11".
"""

from kfp import dsl

KIND = "types between steps"
STEP = "consume"
ARGUMENT = "n"
RIGHT = "11"
CORRECTION = """
-def produce() -> list[int]:
-    return [1, 2]
+def produce() -> list[str]:
+    return ["1", "2"]
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def produce() -> list[int]:
    return [1, 2]


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def consume(n: list[str]) -> str:
    return n[0] * 2


@dsl.pipeline
def pipeline() -> str:
    return consume(n=produce().output).output  # the mistake
