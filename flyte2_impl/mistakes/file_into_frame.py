"""A step that returns a file feeds a step that wants a frame.

Right: ``consume`` takes the file and counts its lines.
"""

from pathlib import Path

import flyte
import pandas as pd
from flyte.io import File

KIND = "types between steps"
STEP = "consume"
ARGUMENT = "rows"
RIGHT = 2
CORRECTION = """
-def consume(rows: pd.DataFrame) -> int:
-    return len(rows)
+def consume(rows: File) -> int:
+    return len(open(rows.download_sync()).readlines())
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def produce() -> File:
    Path("rows.txt").write_text("1\n2\n")
    return File.from_local_sync("rows.txt")


@env.task
def consume(rows: pd.DataFrame) -> int:
    return len(rows)


@env.task
def pipeline() -> int:
    return consume(rows=produce())  # the mistake
