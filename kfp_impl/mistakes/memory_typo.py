"""A step asks for memory in a unit that does not exist.

Right: the request is 2Gi.
"""

from kfp import dsl

KIND = "operations"
STEP = "double"
ARGUMENT = "mem"
RIGHT = 6
COMPILED = r"\b2Gi\b"
CORRECTION = """
-    doubled.set_memory_request("2Gigs")  # the mistake
+    doubled.set_memory_request("2Gi")
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int) -> int:
    return n * 2


@dsl.pipeline
def pipeline() -> int:
    doubled = double(n=3)
    doubled.set_memory_request("2Gigs")  # the mistake
    return doubled.output
