"""A model file feeds a step that wants a table.

Right: ``consume`` takes the table that ``prepare`` wrote, of two lines.
"""

from kfp import dsl

KIND = "types between steps"
STEP = "consume"
ARGUMENT = "table"
RIGHT = 2
CORRECTION = """
-    return consume(table=train().outputs["out"]).output  # the mistake
+    return consume(table=prepare().outputs["out"]).output
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def train(out: dsl.Output[dsl.Model]):
    with open(out.path, "w") as file:
        file.write("weights")


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def prepare(out: dsl.Output[dsl.Dataset]):
    with open(out.path, "w") as file:
        file.write("1\n2\n")


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def consume(table: dsl.Input[dsl.Dataset]) -> int:
    return len(open(table.path).readlines())


@dsl.pipeline
def pipeline() -> int:
    return consume(table=train().outputs["out"]).output  # the mistake
