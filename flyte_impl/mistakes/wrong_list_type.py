"""A list of numbers feeds a step that wants a list of texts.

Right: ``produce`` returns texts, so that twice the first is "11".
"""

from flytekit import task, workflow

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


@task
def produce() -> list[int]:
    return [1, 2]


@task
def consume(n: list[str]) -> str:
    return n[0] * 2


@workflow
def pipeline() -> str:
    return consume(n=produce())  # the mistake
