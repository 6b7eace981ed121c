"""A step that returns a frame feeds a step that wants a file.

Right: ``consume`` takes the frame and counts its rows.
"""

from kfp import dsl

KIND = "types between steps"
STEP = "consume"
ARGUMENT = "rows"
RIGHT = 2
CORRECTION = """
-def consume(rows: str) -> int:
-    return len(open(rows).readlines())
+def consume(rows: dsl.Input[dsl.Dataset]) -> int:
+    return len(open(rows.path).readlines()) - 1
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def produce(frame: dsl.Output[dsl.Dataset]):
    import pandas as pd

    pd.DataFrame({"a": [1, 2]}).to_csv(frame.path)


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def consume(rows: str) -> int:
    return len(open(rows).readlines())


@dsl.pipeline
def pipeline() -> int:
    return consume(rows=produce().outputs["frame"]).output  # the mistake
