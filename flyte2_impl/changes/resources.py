"""Resources: training asks for two processors and four gibibytes."""

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

training_env = flyte.TaskEnvironment(
    name="training_alone", image=IMAGE, resources=flyte.Resources(cpu="2", memory="4Gi")
)
env = flyte.TaskEnvironment(name="training", image=IMAGE, depends_on=[training_env])


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


@training_env.task
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
    r'"name": "MEMORY",\s+"value": "4Gi"',
    r'"name": "CPU",\s+"value": "2"',
)
pipeline = training_workflow
