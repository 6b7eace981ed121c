"""A model file feeds a step that wants a table.

Right: ``consume`` takes the table that ``prepare`` wrote, of two lines.
"""

from pathlib import Path

import flyte
import pandas as pd
from flyte.io import File

KIND = "types between steps"
STEP = "consume"
ARGUMENT = "table"
RIGHT = 2
CORRECTION = """
-    return consume(table=train())  # the mistake
+    return consume(table=prepare())
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def train() -> File:
    Path("model.joblib").write_text("weights")
    return File.from_local_sync("model.joblib")


@env.task
def prepare() -> pd.DataFrame:
    return pd.DataFrame({"a": [1, 2]})


@env.task
def consume(table: pd.DataFrame) -> int:
    return len(table)


@env.task
def pipeline() -> int:
    return consume(table=train())  # the mistake
