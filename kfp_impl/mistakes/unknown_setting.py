"""A step's setting is misspelt.

Right: the setting that repeats a failed step is spelt as the SDK spells it.
"""

from kfp import dsl

KIND = "operations"
STEP = "double"
ARGUMENT = ""
RIGHT = 6
CORRECTION = """
-    doubled.set_retries(3)  # the mistake
+    doubled.set_retry(3)
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int) -> int:
    return n * 2


@dsl.pipeline
def pipeline() -> int:
    doubled = double(n=3)
    doubled.set_retries(3)  # the mistake
    return doubled.output
