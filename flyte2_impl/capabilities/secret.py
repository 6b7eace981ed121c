"""A step reads a secret that the cluster keeps."""

import os

import flyte

KIND = "operations"
IN_SPEC = (r'"key": "password"',)

password = flyte.Secret(key="password", group="db", as_env_var="PASSWORD")
secrets = [password]  # without: secrets = None
env = flyte.TaskEnvironment(name="specimen", secrets=secrets)


@env.task
def connect() -> int:
    return len(os.environ["PASSWORD"])


@env.task
def pipeline() -> int:
    return connect()
