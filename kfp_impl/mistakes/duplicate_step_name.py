"""A second step has the name of the first, copied and changed.

Right: the second is called ``scale``: (3 + 1) * 2.
"""

from kfp import dsl

KIND = "names"
STEP = "clean"
ARGUMENT = ""
RIGHT = 8
CORRECTION = """
-def clean(n: int) -> int:  # the mistake
+def scale(n: int) -> int:
-    return clean(n=clean(n=3).output).output
+    return scale(n=clean(n=3).output).output
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def clean(n: int) -> int:
    return n + 1


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def clean(n: int) -> int:  # the mistake
    return n * 2


@dsl.pipeline
def pipeline() -> int:
    return clean(n=clean(n=3).output).output
