"""Python's ``try`` in the pipeline is meant to catch a step's failure.

Right: ``parse`` itself falls back to -1.
"""

from flytekit import task, workflow

KIND = "Python on an output"
STEP = "parse"
ARGUMENT = ""
RIGHT = -1
COMPILED = "fallback"
CORRECTION = """
-    return int("three")
+    return -1
"""


@task
def parse() -> int:
    return int("three")


@task
def fallback() -> int:
    return -1


@workflow
def pipeline() -> int:
    try:
        return parse()  # the mistake
    except Exception:
        return fallback()
