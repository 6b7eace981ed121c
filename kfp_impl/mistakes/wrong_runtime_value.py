"""A step reads a text where its annotation promises a number.

Right: the data holds the number 3.
"""

from kfp import dsl

KIND = "values at run time"
STEP = "read"
ARGUMENT = ""
RIGHT = 4
CORRECTION = """
-    return json.loads('["3"]')[0]  # the mistake
+    return json.loads('[3]')[0]
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def read() -> int:
    import json

    return json.loads('["3"]')[0]  # the mistake


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def add(n: int) -> int:
    return n + 1


@dsl.pipeline
def pipeline() -> int:
    return add(n=read().output).output
