"""A variable in the pipeline has the name of the step that fills it.

Right: the variable is called ``cleaned``.
"""

from kfp import dsl

KIND = "names"
STEP = "clean"
ARGUMENT = ""
RIGHT = 4
CORRECTION = """
-    clean = clean(n=3)  # the mistake
-    return clean.output
+    cleaned = clean(n=3)
+    return cleaned.output
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def clean(n: int) -> int:
    return n + 1


@dsl.pipeline
def pipeline() -> int:
    clean = clean(n=3)  # the mistake
    return clean.output
