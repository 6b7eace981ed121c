"""A step's output has the name of its input.

Right: the output is called ``doubled``.
"""

from typing import NamedTuple

from flytekit import task, workflow

KIND = "outputs and graph"
STEP = "double"
ARGUMENT = "n"
RIGHT = 6
CORRECTION = """
-Doubled = NamedTuple("Doubled", [("n", int)])  # the mistake
+Doubled = NamedTuple("Doubled", [("doubled", int)])
-    return Doubled(n=n * 2)
+    return Doubled(doubled=n * 2)
-    return double(n=3).n
+    return double(n=3).doubled
"""


Doubled = NamedTuple("Doubled", [("n", int)])  # the mistake


@task
def double(n: int) -> Doubled:  # the mistake
    return Doubled(n=n * 2)


@workflow
def pipeline() -> int:
    return double(n=3).n
