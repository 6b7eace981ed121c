"""The pipeline waits until a person approves a step's output."""

from kfp import dsl

KIND = "control flow"
EXPECTED = "deployed 0.75"


def attempt():
    @dsl.component(base_image="python:3.11", install_kfp_package=False)
    def train() -> float:
        return 0.75

    @dsl.component(base_image="python:3.11", install_kfp_package=False)
    def deploy_model(score: float) -> str:
        return f"deployed {score}"

    @dsl.pipeline
    def pipeline() -> str:
        return deploy_model(score=dsl.approve(train().output, "release")).output

    return pipeline
