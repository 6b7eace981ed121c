"""Batch inference with Flyte 2: a task for each partition, awaited together."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte2_impl.engine import Flyte2Engine
    from shared.command_line import main

    main(Flyte2Engine(), "batch_inference")

import asyncio
from pathlib import Path
from tempfile import mkdtemp

import flyte
import joblib
import pandas as pd
from flyte.io import File

from flyte2_impl.lanes import IMAGE
from shared.contract import Size
from shared.hyperparameters import Hyperparameters
from shared.steps.binarise import binarise_target
from shared.steps.load import load_frame
from shared.steps.score import InferenceReport, score_partition, summarise_predictions
from shared.steps.train import train_model

env = flyte.TaskEnvironment(name="batch_inference", image=IMAGE)


@env.task
async def load() -> pd.DataFrame:
    return binarise_target(load_frame())


@env.task
async def train(frame: pd.DataFrame) -> File:
    path = Path(mkdtemp(), "model.joblib")
    joblib.dump(train_model(frame, Hyperparameters()), path)
    return await File.from_local(str(path))


@env.task
async def score(model: File, partition: int) -> pd.DataFrame:
    return score_partition(joblib.load(await model.download()), partition)


@env.task
async def summarise(predictions: list[pd.DataFrame]) -> InferenceReport:
    return summarise_predictions(predictions)


@env.task
async def batch_inference_workflow(partitions: list[int]) -> InferenceReport:
    """Train once, predict for every partition, and count."""
    model = await train(await load())
    return await summarise(await asyncio.gather(*(score(model, partition) for partition in partitions)))


def build(size: Size) -> object:  # noqa: ARG001 - the tasks are the same for every number of partitions
    return batch_inference_workflow
