"""Python's ``try`` in the pipeline is meant to catch a step's failure.

Right: ``parse`` itself falls back to -1.
"""

from kfp import dsl

KIND = "Python on an output"
STEP = "parse"
ARGUMENT = ""
RIGHT = -1
COMPILED = "fallback"
CORRECTION = """
-    return int("three")
+    return -1
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def parse() -> int:
    return int("three")


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def fallback() -> int:
    return -1


@dsl.pipeline
def pipeline() -> int:
    try:
        return parse().output  # the mistake
    except Exception:
        return fallback().output
