"""A variable in the pipeline has the name of the step that fills it.

Right: the variable is called ``cleaned``.
"""

from flytekit import task, workflow

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


@task
def clean(n: int) -> int:
    return n + 1


@workflow
def pipeline() -> int:
    clean = clean(n=3)  # the mistake
    return clean
