"""A step counts to a whole number out of a dict.

Right: Python accepts it, and the number stays whole; the careful way converts it.
"""

from kfp import dsl

KIND = "values at run time"
STEP = "count"
ARGUMENT = "settings"
RIGHT = 3
CORRECTION = """
-    return len(range(settings["n"]))  # the mistake
+    return len(range(int(settings["n"])))
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def count(settings: dict[str, int]) -> int:
    return len(range(settings["n"]))  # the mistake


@dsl.pipeline
def pipeline() -> int:
    return count(settings={"n": 3}).output
