"""Batch inference as a Flyte map task: the model is bound, the partition is mapped over."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte_impl.engine import FlyteEngine
    from shared.command_line import main

    main(FlyteEngine(), "batch_inference")

from functools import partial

import pandas as pd
from flytekit import map_task, task, workflow
from sklearn.linear_model import LogisticRegression

from shared.contract import Size
from shared.hyperparameters import Hyperparameters
from shared.steps.binarise import binarise_target
from shared.steps.load import load_frame
from shared.steps.score import InferenceReport, score_partition, summarise_predictions
from shared.steps.train import train_model


@task
def load() -> pd.DataFrame:
    return binarise_target(load_frame())


@task
def train(frame: pd.DataFrame) -> LogisticRegression:
    return train_model(frame, Hyperparameters())


@task
def score(model: LogisticRegression, partition: int) -> pd.DataFrame:
    return score_partition(model, partition)


@task
def summarise(predictions: list[pd.DataFrame]) -> InferenceReport:
    return summarise_predictions(predictions)


@workflow
def batch_inference_workflow(partitions: list[int]) -> InferenceReport:
    """Train once, predict for every partition, and count."""
    model = train(frame=load())
    return summarise(predictions=map_task(partial(score, model=model))(partition=partitions))


def build(size: Size) -> object:  # noqa: ARG001 - the graph is the same for every number of partitions
    return batch_inference_workflow
