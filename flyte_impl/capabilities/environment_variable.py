"""A step has an environment variable of its own."""

import os

from flytekit import task, workflow

KIND = "operations"
EXPECTED = "fast"
IN_SPEC = (r'"key": "MODE"\s*,\s*"value": "fast"',)


@task(environment={"MODE": "fast"})
def mode() -> str:
    return os.environ.get("MODE", "unset")


@workflow
def pipeline() -> str:
    return mode()
