"""A variable in the pipeline has the name of the step that fills it.

Right: the variable is called ``cleaned``.
"""

import flyte

KIND = "names"
STEP = "clean"
ARGUMENT = ""
RIGHT = 4
CORRECTION = """
-    clean = clean(n=3)  # the mistake
-    return clean
+    cleaned = clean(n=3)
+    return cleaned
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def clean(n: int) -> int:
    return n + 1


@env.task
def pipeline() -> int:
    clean = clean(n=3)  # the mistake
    return clean
