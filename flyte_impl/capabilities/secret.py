"""A step reads a secret that the cluster keeps."""

from flytekit import Secret, current_context, task, workflow

KIND = "operations"
IN_SPEC = (r'"key": "password"',)


@task(secret_requests=[Secret(group="db", key="password")])  # without: @task
def connect() -> int:
    return len(current_context().secrets.get("db", "password"))


@workflow
def pipeline() -> int:
    return connect()
