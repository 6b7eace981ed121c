"""The training pipeline as KFP components that are built into an image."""

from typing import Any

from kfp import dsl

from kfp_impl.containerized.components.training import binarise, evaluate, load, split, train
from shared.contract import Size


@dsl.pipeline(name="training")
def training_pipeline(hyperparameters: dict[str, Any]) -> dict[str, Any]:
    """Train on three quarters of the wines, and judge by the last quarter."""
    binarised = binarise(frame=load().outputs["frame"]).outputs["binarised"]
    frames = split(frame=binarised).outputs
    model = train(frame=frames["train"], hyperparameters=hyperparameters).outputs["model"]
    return evaluate(model=model, frame=frames["test"]).outputs["Output"]


def build(size: Size) -> object:  # noqa: ARG001
    return training_pipeline
