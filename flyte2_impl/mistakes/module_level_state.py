"""A step counts its warnings in a list of the module.

Right: each step has a list of its own, as it has a process of its own on a cluster: 1 + 1.
"""

import flyte

KIND = "what a step can see"
STEP = "review"
ARGUMENT = ""
RIGHT = 2
CORRECTION = """
-    warned.append("odd")  # the mistake
+    warned = ["odd"]
"""

env = flyte.TaskEnvironment(name="specimen")


warned: list[str] = []


@env.task
def review(n: int) -> int:
    warned.append("odd")  # the mistake
    return len(warned)  # the mistake


@env.task
def add(n: int, m: int) -> int:
    return n + m


@env.task
def pipeline() -> int:
    return add(n=review(n=1), m=review(n=3))
