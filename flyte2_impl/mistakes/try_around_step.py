"""Python's ``try`` in the pipeline is meant to catch a step's failure.

Right: ``parse`` itself falls back to -1.
"""

import flyte

KIND = "Python on an output"
STEP = "parse"
ARGUMENT = ""
RIGHT = -1
CORRECTION = ""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def parse() -> int:
    return int("three")


@env.task
def fallback() -> int:
    return -1


@env.task
def pipeline() -> int:
    try:
        return parse()  # the mistake
    except Exception:
        return fallback()
