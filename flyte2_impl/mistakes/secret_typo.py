"""A step reads a secret by another key than the one it asked for.

Right: the key is ``password``; its value, of six characters, comes from the environment.
"""

import os

import flyte

KIND = "operations"
STEP = "connect"
ARGUMENT = ""
RIGHT = 6
CORRECTION = """
-    return len(os.environ["PASWORD"])  # the mistake
+    return len(os.environ["PASSWORD"])
"""

env = flyte.TaskEnvironment(
    name="specimen", secrets=flyte.Secret(key="password", group="db", as_env_var="PASSWORD")
)


os.environ["PASSWORD"] = "secret"


@env.task
def connect() -> int:
    return len(os.environ["PASWORD"])  # the mistake


@env.task
def pipeline() -> int:
    return connect()
