"""A step that needs a secret."""

from flytekit import Secret, current_context, task, workflow


@task(secret_requests=[Secret(group="store", key="token")])
def log_in() -> int:
    return len(current_context().secrets.get("store", "token"))


@workflow
def fetch() -> int:
    return log_in()
