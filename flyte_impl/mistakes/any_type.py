"""A step is annotated to return ``Any``.

Right: ``produce`` returns an ``int``.
"""

from typing import Any

from flytekit import task, workflow

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


@task
def produce() -> Any:  # the mistake
    return 3


@task
def consume(n: Any) -> int:
    return n + 1


@workflow
def pipeline() -> int:
    return consume(n=produce())
