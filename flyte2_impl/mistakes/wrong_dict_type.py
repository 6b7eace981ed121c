"""A dict of numbers feeds a step that wants a dict of texts.

Right: ``produce`` returns texts, so that twice the value is "11".
"""

import flyte

KIND = "types between steps"
STEP = "consume"
ARGUMENT = "n"
RIGHT = "11"
CORRECTION = """
-def produce() -> dict[str, int]:
-    return {"a": 1}
+def produce() -> dict[str, str]:
+    return {"a": "1"}
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def produce() -> dict[str, int]:
    return {"a": 1}


@env.task
def consume(n: dict[str, str]) -> str:
    return n["a"] * 2


@env.task
def pipeline() -> str:
    return consume(n=produce())  # the mistake
