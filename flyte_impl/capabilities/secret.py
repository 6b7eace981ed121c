"""A step reads a secret that the cluster keeps."""

import os

from flytekit import Secret, current_context, task, workflow

KIND = "operations"
EXPECTED = 6
IN_SPEC = (r'"key": "password"',)


os.environ["_FSEC_DB_PASSWORD"] = "secret"  # what stands in for the cluster on a laptop


@task(secret_requests=[Secret(group="db", key="password")])
def connect() -> int:
    return len(current_context().secrets.get("db", "password"))


@workflow
def pipeline() -> int:
    return connect()
