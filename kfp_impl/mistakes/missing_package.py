"""A step needs a package that is not installed.

Right: the standard library's ``statistics`` has the function.
"""

from kfp import dsl

KIND = "what a step can see"
STEP = "middle"
ARGUMENT = ""
RIGHT = 2
CORRECTION = """
-    from statistics_pro import median  # the mistake
+    from statistics import median
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def middle() -> int:
    from statistics_pro import median  # the mistake

    return median([1, 2, 3])


@dsl.pipeline
def pipeline() -> int:
    return middle().output
