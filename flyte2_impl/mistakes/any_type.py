"""A step is annotated to return ``Any``.

Right: ``produce`` returns an ``int``.
"""

from typing import Any

import flyte

KIND = "unsupported types"
STEP = "produce"
ARGUMENT = ""
RIGHT = 4
CORRECTION = """
-def produce() -> Any:  # the mistake
+def produce() -> int:
-def consume(n: Any) -> int:
+def consume(n: int) -> int:
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def produce() -> Any:  # the mistake
    return 3


@env.task
def consume(n: Any) -> int:
    return n + 1


@env.task
def pipeline() -> int:
    return consume(n=produce())
