"""A step has the name of a built-in function that another step uses.

Right: the step is called ``add``, and ``total`` adds up 3 and 3.
"""

from kfp import dsl

KIND = "names"
STEP = "sum"
ARGUMENT = ""
RIGHT = 6
CORRECTION = """
-def sum(n: int, m: int) -> int:  # the mistake
+def add(n: int, m: int) -> int:
-    return total(n=sum(n=1, m=2).output).output
+    return total(n=add(n=1, m=2).output).output
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def sum(n: int, m: int) -> int:  # the mistake
    return n + m


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def total(n: int) -> int:
    return sum([n, 3])  # the mistake


@dsl.pipeline
def pipeline() -> int:
    return total(n=sum(n=1, m=2).output).output
