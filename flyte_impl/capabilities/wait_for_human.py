"""The pipeline waits until a person approves a step's output."""

import io
import sys
from datetime import timedelta

from flytekit import approve, task, workflow

KIND = "control flow"
EXPECTED = "deployed 0.75"


sys.stdin = io.StringIO("y\n")  # the person


@task
def train() -> float:
    return 0.75


@task
def deploy_model(score: float) -> str:
    return f"deployed {score}"


@workflow
def pipeline() -> str:
    return deploy_model(score=approve(train(), "release", timeout=timedelta(hours=1)))
