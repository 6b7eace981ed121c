"""Fan-out: a model is trained and judged for each of a list of hyperparameters."""

import asyncio
from pathlib import Path
from tempfile import mkdtemp

import flyte
import joblib
import pandas as pd
from flyte.io import File

from flyte2_impl.lanes import IMAGE
from shared.hyperparameters import Hyperparameters
from shared.steps.binarise import binarise_target
from shared.steps.evaluate import Evaluation, evaluate_model
from shared.steps.load import load_frame
from shared.steps.split import split_frame
from shared.steps.train import train_model

env = flyte.TaskEnvironment(name="training", image=IMAGE)


@env.task
async def load() -> pd.DataFrame:
    return load_frame()


@env.task
async def binarise(frame: pd.DataFrame) -> pd.DataFrame:
    return binarise_target(frame)


@env.task
async def split(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    training, test = split_frame(frame)
    return training, test


@env.task
async def train(frame: pd.DataFrame, hyperparameters: Hyperparameters) -> File:
    path = Path(mkdtemp(), "model.joblib")
    joblib.dump(train_model(frame, hyperparameters), path)
    return await File.from_local(str(path))


@env.task
async def evaluate(model: File, frame: pd.DataFrame) -> Evaluation:
    return evaluate_model(joblib.load(await model.download()), frame)


@env.task
async def training_workflow(hyperparameters: list[Hyperparameters]) -> list[Evaluation]:
    training, test = await split(await binarise(await load()))
    models = await asyncio.gather(*(train(training, tried) for tried in hyperparameters))
    return await asyncio.gather(*(evaluate(model, test) for model in models))


INPUTS = {"hyperparameters": [{"C": 0.15}, {"C": 0.01}]}
pipeline = training_workflow


def check(results):
    losses = [round(evaluation.log_loss, 3) for evaluation in results[0]]
    assert len(set(losses)) == 2, losses
