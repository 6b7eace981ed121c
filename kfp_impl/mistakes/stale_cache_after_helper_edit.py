"""A function that a cached step imports was edited, and nothing else was changed.

Right: the edited function adds 2, so the answer is 5; it added 1 when it ran before.
"""

from kfp import dsl

KIND = "caching"
STEP = "add"
ARGUMENT = ""
RIGHT = 5
CACHING = True
EARLIER = {"return n + 2": "return n + 1"}
CORRECTION = """
-    step.set_caching_options(enable_caching=True)  # the mistake
+    step.set_caching_options(enable_caching=True, cache_key="2")
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def add(n: int) -> int:
    from _adding import added

    return added(n)


@dsl.pipeline
def pipeline() -> int:
    step = add(n=3)
    step.set_caching_options(enable_caching=True)  # the mistake
    return step.output
