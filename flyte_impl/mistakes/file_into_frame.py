"""A step that returns a file feeds a step that wants a frame.

Right: ``consume`` takes the file and counts its lines.
"""

from pathlib import Path

import pandas as pd
from flytekit import task, workflow
from flytekit.types.file import FlyteFile

KIND = "types between steps"
STEP = "consume"
ARGUMENT = "rows"
RIGHT = 2
CORRECTION = """
-def consume(rows: pd.DataFrame) -> int:
-    return len(rows)
+def consume(rows: FlyteFile) -> int:
+    return len(open(rows).readlines())
"""


@task
def produce() -> FlyteFile:
    Path("rows.txt").write_text("1\n2\n")
    return FlyteFile("rows.txt")


@task
def consume(rows: pd.DataFrame) -> int:
    return len(rows)


@workflow
def pipeline() -> int:
    return consume(rows=produce())  # the mistake
