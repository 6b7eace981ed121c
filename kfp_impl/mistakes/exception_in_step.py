"""A step asks a dict for a key that it does not have.

Right: the key is ``rate``.
"""

from kfp import dsl

KIND = "values at run time"
STEP = "pick"
ARGUMENT = ""
RIGHT = 0.5
CORRECTION = """
-    return settings["rat"]  # the mistake
+    return settings["rate"]
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def pick() -> float:
    settings = {"rate": 0.5}
    return settings["rat"]  # the mistake


@dsl.pipeline
def pipeline() -> float:
    return pick().output
