"""A step reads a text where its annotation promises a number.

Right: the data holds the number 3.
"""

import json

import flyte

KIND = "values at run time"
STEP = "read"
ARGUMENT = ""
RIGHT = 4
CORRECTION = """
-    return json.loads('["3"]')[0]  # the mistake
+    return json.loads('[3]')[0]
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def read() -> int:
    return json.loads('["3"]')[0]  # the mistake


@env.task
def add(n: int) -> int:
    return n + 1


@env.task
def pipeline() -> int:
    return add(n=read())
