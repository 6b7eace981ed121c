"""Two steps wait for each other.

Right: only ``second`` waits for ``first``, whose output it takes.
"""

from kfp import dsl

KIND = "outputs and graph"
STEP = "first"
ARGUMENT = ""
RIGHT = 2
REPEATS = 4
NOT_COMPILED = "- second$"
CORRECTION = """
-    a.after(b)  # the mistake
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def first() -> int:
    return 1


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def second(n: int) -> int:
    return n + 1


@dsl.pipeline
def pipeline() -> int:
    a = first()
    b = second(n=a.output)
    a.after(b)  # the mistake
    return b.output
