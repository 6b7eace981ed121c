"""A list of numbers feeds a step that wants a list of texts.

Right: ``produce`` returns texts, so that twice the first is "11".
"""

import flyte

KIND = "types between steps"
STEP = "consume"
ARGUMENT = "n"
RIGHT = "11"
CORRECTION = """
-def produce() -> list[int]:
-    return [1, 2]
+def produce() -> list[str]:
+    return ["1", "2"]
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def produce() -> list[int]:
    return [1, 2]


@env.task
def consume(n: list[str]) -> str:
    return n[0] * 2


@env.task
def pipeline() -> str:
    return consume(n=produce())  # the mistake
