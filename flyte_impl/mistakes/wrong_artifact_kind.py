"""A model file feeds a step that wants a table.

Right: ``consume`` takes the table that ``prepare`` wrote, of two lines.
"""

from pathlib import Path

from flytekit import task, workflow
from flytekit.types.file import CSVFile, JoblibSerializedFile

KIND = "types between steps"
STEP = "consume"
ARGUMENT = "table"
RIGHT = 2
CORRECTION = """
-    return consume(table=train())  # the mistake
+    return consume(table=prepare())
"""


@task
def train() -> JoblibSerializedFile:
    Path("model.joblib").write_text("weights")
    return JoblibSerializedFile("model.joblib")


@task
def prepare() -> CSVFile:
    Path("table.csv").write_text("1\n2\n")
    return CSVFile("table.csv")


@task
def consume(table: CSVFile) -> int:
    return len(open(table).readlines())


@workflow
def pipeline() -> int:
    return consume(table=train())  # the mistake
