"""The upstream step itself is passed, not what it returns.

Right: the pipeline calls ``produce``.
"""

import flyte

KIND = "calls"
STEP = "consume"
ARGUMENT = "n"
RIGHT = 4
CORRECTION = """
-    return consume(n=produce)  # the mistake
+    return consume(n=produce())
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def produce() -> int:
    return 3


@env.task
def consume(n: int) -> int:
    return n + 1


@env.task
def pipeline() -> int:
    return consume(n=produce)  # the mistake
