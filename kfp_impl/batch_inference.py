"""Batch inference as a KFP loop: each partition's predictions are an artifact, collected as a list."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from kfp_impl.engine import KfpEngine
    from shared.command_line import main

    main(KfpEngine(), "batch_inference")

from typing import Any

from kfp import dsl
from kfp.dsl import Dataset, Input, Model, Output

from kfp_impl.lanes import component
from shared.contract import Size


@component
def load(frame: Output[Dataset]) -> None:
    from shared.steps.binarise import binarise_target
    from shared.steps.load import load_frame

    binarise_target(load_frame()).to_parquet(frame.path)


@component
def train(frame: Input[Dataset], model: Output[Model]) -> None:
    import joblib
    import pandas as pd

    from shared.hyperparameters import Hyperparameters
    from shared.steps.train import train_model

    joblib.dump(train_model(pd.read_parquet(frame.path), Hyperparameters()), model.path)


@component
def score(model: Input[Model], partition: int, predictions: Output[Dataset]) -> None:
    import joblib

    from shared.steps.score import score_partition

    score_partition(joblib.load(model.path), partition).to_parquet(predictions.path)


@component
def summarise(predictions: Input[list[Dataset]]) -> dict[str, Any]:
    from dataclasses import asdict

    import pandas as pd

    from shared.steps.score import summarise_predictions

    return asdict(summarise_predictions([pd.read_parquet(each.path) for each in predictions]))


@dsl.pipeline(name="batch-inference")
def batch_inference_pipeline(partitions: list[int]) -> dict[str, Any]:
    """Train once, predict for every partition, and count."""
    model = train(frame=load().outputs["frame"]).outputs["model"]
    with dsl.ParallelFor(partitions) as partition:
        predictions = score(model=model, partition=partition).outputs["predictions"]
    return summarise(predictions=dsl.Collected(predictions)).output


def build(size: Size) -> object:  # noqa: ARG001 - the graph is the same for every number of partitions
    return batch_inference_pipeline
