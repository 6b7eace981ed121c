"""A step asks a dict for a key that it does not have.

Right: the key is ``rate``.
"""

from flytekit import task, workflow

KIND = "values at run time"
STEP = "pick"
ARGUMENT = ""
RIGHT = 0.5
CORRECTION = """
-    return settings["rat"]  # the mistake
+    return settings["rate"]
"""


@task
def pick() -> float:
    settings = {"rate": 0.5}
    return settings["rat"]  # the mistake


@workflow
def pipeline() -> float:
    return pick()
