"""A step has an environment variable of its own."""

import os

import flyte

KIND = "operations"
EXPECTED = "fast"
IN_SPEC = (r'"key": "MODE"\s*,\s*"value": "fast"',)

env = flyte.TaskEnvironment(name="specimen", env_vars={"MODE": "fast"})


@env.task
def mode() -> str:
    return os.environ.get("MODE", "unset")


@env.task
def pipeline() -> str:
    return mode()
