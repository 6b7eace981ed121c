"""A step reads a text where its annotation promises a number.

Right: the data holds the number 3.
"""

import json

from flytekit import task, workflow

KIND = "values at run time"
STEP = "read"
ARGUMENT = ""
RIGHT = 4
CORRECTION = """
-    return json.loads('["3"]')[0]  # the mistake
+    return json.loads('[3]')[0]
"""


@task
def read() -> int:
    return json.loads('["3"]')[0]  # the mistake


@task
def add(n: int) -> int:
    return n + 1


@workflow
def pipeline() -> int:
    return add(n=read())
