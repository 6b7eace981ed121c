"""A step is annotated to return ``Any``.

Right: ``produce`` returns an ``int``.
"""

from typing import Any

from kfp import dsl

KIND = "unsupported types"
STEP = "produce"
ARGUMENT = ""
RIGHT = 4
CORRECTION = """
-def produce() -> Any:  # the mistake
+def produce() -> int:
-def consume(n: Any) -> int:
+def consume(n: int) -> int:
"""


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def produce() -> Any:  # the mistake
    return 3


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def consume(n: Any) -> int:
    return n + 1


@dsl.pipeline
def pipeline() -> int:
    return consume(n=produce().output).output
