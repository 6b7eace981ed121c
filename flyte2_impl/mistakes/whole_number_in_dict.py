"""A step counts to a whole number out of a dict.

Right: Python accepts it, and the number stays whole; the careful way converts it.
"""

import flyte

KIND = "values at run time"
STEP = "count"
ARGUMENT = "settings"
RIGHT = 3
CORRECTION = """
-    return len(range(settings["n"]))  # the mistake
+    return len(range(int(settings["n"])))
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def count(settings: dict[str, int]) -> int:
    return len(range(settings["n"]))  # the mistake


@env.task
def pipeline() -> int:
    return count(settings={"n": 3})
