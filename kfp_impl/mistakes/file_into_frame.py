"""A step that returns a file feeds a step that wants a frame.

Right: ``consume`` takes the file and counts its lines.
"""

from kfp import dsl

KIND = "types between steps"
STEP = "consume"
ARGUMENT = "rows"
RIGHT = 2
CORRECTION = """
-def consume(rows: dsl.Input[dsl.Dataset]) -> int:
-    import pandas as pd
-
-    return len(pd.read_csv(rows.path))
+def consume(rows: dsl.Input[dsl.Artifact]) -> int:
+    return len(open(rows.path).readlines())
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def produce(file: dsl.Output[dsl.Artifact]):
    with open(file.path, "w") as out:
        out.write("1\n2\n")


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def consume(rows: dsl.Input[dsl.Dataset]) -> int:
    import pandas as pd

    return len(pd.read_csv(rows.path))


@dsl.pipeline
def pipeline() -> int:
    return consume(rows=produce().outputs["file"]).output  # the mistake
