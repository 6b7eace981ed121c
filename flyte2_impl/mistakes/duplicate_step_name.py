"""A second step has the name of the first, copied and changed.

Right: the second is called ``scale``: (3 + 1) * 2.
"""

import flyte

KIND = "names"
STEP = "clean"
ARGUMENT = ""
RIGHT = 8
CORRECTION = """
-def clean(n: int) -> int:  # the mistake
+def scale(n: int) -> int:
-    return clean(n=clean(n=3))
+    return scale(n=clean(n=3))
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def clean(n: int) -> int:
    return n + 1


@env.task
def clean(n: int) -> int:  # the mistake
    return n * 2


@env.task
def pipeline() -> int:
    return clean(n=clean(n=3))
