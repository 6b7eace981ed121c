"""A step asks a dict for a key that it does not have.

Right: the key is ``rate``.
"""

import flyte

KIND = "values at run time"
STEP = "pick"
ARGUMENT = ""
RIGHT = 0.5
CORRECTION = """
-    return settings["rat"]  # the mistake
+    return settings["rate"]
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def pick() -> float:
    settings = {"rate": 0.5}
    return settings["rat"]  # the mistake


@env.task
def pipeline() -> float:
    return pick()
