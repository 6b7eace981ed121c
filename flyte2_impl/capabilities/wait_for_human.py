"""The pipeline waits until a person approves a step's output."""

import io
import sys

import flyte

KIND = "control flow"
EXPECTED = "deployed 0.75"

env = flyte.TaskEnvironment(name="specimen")


sys.stdin = io.StringIO("y\n")  # the person


@env.task
async def train() -> float:
    return 0.75


@env.task
async def deploy_model(score: float) -> str:
    return f"deployed {score}"


@env.task
async def pipeline() -> str:
    score = await train()
    release = await flyte.new_condition.aio("release", prompt="Release?", data_type=bool)
    if not await release.wait.aio():
        return "rejected"
    return await deploy_model(score)
