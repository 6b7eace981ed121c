"""A step that returns a frame feeds a step that wants a file.

Right: ``consume`` takes the frame and counts its rows.
"""

import flyte
import pandas as pd
from flyte.io import File

KIND = "types between steps"
STEP = "consume"
ARGUMENT = "rows"
RIGHT = 2
REQUIRES = ("pyarrow",)
CORRECTION = """
-def consume(rows: File) -> int:
-    return len(open(rows.download_sync()).readlines())
+def consume(rows: pd.DataFrame) -> int:
+    return len(rows)
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def produce() -> pd.DataFrame:
    return pd.DataFrame({"a": [1, 2]})


@env.task
def consume(rows: File) -> int:
    return len(open(rows.download_sync()).readlines())


@env.task
def pipeline() -> int:
    return consume(rows=produce())  # the mistake
