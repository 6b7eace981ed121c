"""A step reads a secret that the cluster keeps."""

import os

import flyte

KIND = "operations"
EXPECTED = 6
IN_SPEC = (r'"key": "password"',)

env = flyte.TaskEnvironment(
    name="specimen", secrets=flyte.Secret(key="password", group="db", as_env_var="PASSWORD")
)


os.environ["PASSWORD"] = "secret"  # what stands in for the cluster on a laptop


@env.task
def connect() -> int:
    return len(os.environ["PASSWORD"])


@env.task
def pipeline() -> int:
    return connect()
