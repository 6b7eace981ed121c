"""A secret and an environment variable: loading reads both."""

import os
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

loading_env = flyte.TaskEnvironment(
    name="loading_alone",
    image=IMAGE,
    env_vars={"REGION": "north"},
    secrets=flyte.Secret(key="token", group="store", as_env_var="TOKEN"),
)
env = flyte.TaskEnvironment(name="training", image=IMAGE, depends_on=[loading_env])


@loading_env.task
async def load() -> pd.DataFrame:
    print(os.environ["REGION"], len(os.environ["TOKEN"]))
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
async def training_workflow(hyperparameters: Hyperparameters) -> Evaluation:
    training, test = await split(await binarise(await load()))
    model = await train(training, hyperparameters)
    return await evaluate(model, test)


IN_SPEC = (
    r'"key": "token"',
    r'"key": "REGION",\s+"value": "north"',
)
pipeline = training_workflow
