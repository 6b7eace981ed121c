"""The pipeline returns a value without saying so.

Right: ``pipeline`` is annotated ``-> int``.
"""

import flyte

KIND = "declarations"
STEP = "pipeline"
ARGUMENT = ""
RIGHT = 6
CORRECTION = """
-def pipeline():  # the mistake
+def pipeline() -> int:
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def double(n: int) -> int:
    return n * 2


@env.task
def pipeline():  # the mistake
    return double(n=3)  # the mistake
