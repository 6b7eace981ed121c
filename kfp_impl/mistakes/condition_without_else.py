"""A condition has no other branch, and steps follow it.

Right: the steps after the condition run whatever it says: 2 * 5.
"""

from kfp import dsl

KIND = "Python on an output"
STEP = "measure"
ARGUMENT = ""
RIGHT = 10
CORRECTION = ""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def measure() -> int:
    return 5


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def note(n: int):
    print(n)


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int) -> int:
    return n * 2


@dsl.pipeline
def pipeline() -> int:
    n = measure().output
    with dsl.If(n > 9):  # the mistake
        note(n=n)
    return double(n=n).output
