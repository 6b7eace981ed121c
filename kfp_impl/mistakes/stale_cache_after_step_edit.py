"""A cached step was edited, and nothing else was changed.

Right: the edited step adds 2, so the answer is 5; it added 1 when it ran before.
"""

from kfp import dsl

KIND = "caching"
STEP = "add"
ARGUMENT = ""
RIGHT = 5
CACHING = True
EARLIER = {"return n + 2": "return n + 1"}
CORRECTION = ""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def add(n: int) -> int:
    return n + 2


@dsl.pipeline
def pipeline() -> int:
    added = add(n=3)
    added.set_caching_options(enable_caching=True)  # the mistake
    return added.output
