"""A hyperparameter more: the pipeline takes the solver's tolerance as an input of its own."""

from dataclasses import replace
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
async def train(frame: pd.DataFrame, hyperparameters: Hyperparameters, tol: float) -> File:
    path = Path(mkdtemp(), "model.joblib")
    joblib.dump(train_model(frame, replace(hyperparameters, tol=tol)), path)
    return await File.from_local(str(path))


@env.task
async def evaluate(model: File, frame: pd.DataFrame) -> Evaluation:
    return evaluate_model(joblib.load(await model.download()), frame)


@env.task
async def training_workflow(hyperparameters: Hyperparameters, tol: float) -> Evaluation:
    training, test = await split(await binarise(await load()))
    model = await train(training, hyperparameters, tol)
    return await evaluate(model, test)


INPUTS = {"hyperparameters": {"C": 0.15}, "tol": 50.0}
pipeline = training_workflow


def check(results):
    from shared.workloads.training import WORKLOAD

    expected = WORKLOAD.reference({"hyperparameters": {"C": 0.15, "tol": 50.0}}, {})
    usual = WORKLOAD.reference({"hyperparameters": {"C": 0.15}}, {})
    assert (
        abs(results[0].log_loss - expected["log_loss"]) < 1e-6 < abs(usual["log_loss"] - expected["log_loss"])
    )
