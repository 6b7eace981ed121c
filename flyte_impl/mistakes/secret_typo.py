"""A step reads a secret by another key than the one it asked for.

Right: the key is ``password``; its value, of six characters, comes from the environment.
"""

import os

from flytekit import Secret, current_context, task, workflow

KIND = "operations"
STEP = "connect"
ARGUMENT = ""
RIGHT = 6
CORRECTION = """
-    return len(current_context().secrets.get("db", "pasword"))  # the mistake
+    return len(current_context().secrets.get("db", "password"))
"""


os.environ["_FSEC_DB_PASSWORD"] = "secret"


@task(secret_requests=[Secret(group="db", key="password")])
def connect() -> int:
    return len(current_context().secrets.get("db", "pasword"))  # the mistake


@workflow
def pipeline() -> int:
    return connect()
