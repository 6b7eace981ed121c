"""A step counts its warnings in a list of the module.

Right: each step has a list of its own, as it has a process of its own on a cluster: 1 + 1.
"""

from kfp import dsl

KIND = "what a step can see"
STEP = "review"
ARGUMENT = ""
RIGHT = 2
CORRECTION = """
-    warned.append("odd")  # the mistake
+    warned = ["odd"]
"""


warned: list[str] = []


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def review(n: int) -> int:
    warned.append("odd")  # the mistake
    return len(warned)  # the mistake


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def add(n: int, m: int) -> int:
    return n + m


@dsl.pipeline
def pipeline() -> int:
    return add(n=review(n=1).output, m=review(n=3).output).output
