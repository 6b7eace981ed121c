"""A step that returns a frame feeds a step that wants a file.

Right: ``consume`` takes the frame and counts its rows.
"""

import pandas as pd
from flytekit import task, workflow
from flytekit.types.file import FlyteFile

KIND = "types between steps"
STEP = "consume"
ARGUMENT = "rows"
RIGHT = 2
REQUIRES = ("pyarrow",)
CORRECTION = """
-def consume(rows: FlyteFile) -> int:
-    return len(open(rows).readlines())
+def consume(rows: pd.DataFrame) -> int:
+    return len(rows)
"""


@task
def produce() -> pd.DataFrame:
    return pd.DataFrame({"a": [1, 2]})


@task
def consume(rows: FlyteFile) -> int:
    return len(open(rows).readlines())


@workflow
def pipeline() -> int:
    return consume(rows=produce())  # the mistake
