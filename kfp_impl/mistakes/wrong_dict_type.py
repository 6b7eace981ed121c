"""A dict of numbers feeds a step that wants a dict of texts.

Right: ``produce`` returns texts, so that twice the value is "11".
"""

from kfp import dsl

KIND = "types between steps"
STEP = "consume"
ARGUMENT = "n"
RIGHT = "11"
CORRECTION = """
-def produce() -> dict[str, int]:
-    return {"a": 1}
+def produce() -> dict[str, str]:
+    return {"a": "1"}
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def produce() -> dict[str, int]:
    return {"a": 1}


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def consume(n: dict[str, str]) -> str:
    return n["a"] * 2


@dsl.pipeline
def pipeline() -> str:
    return consume(n=produce().output).output  # the mistake
