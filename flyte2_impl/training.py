"""The training pipeline as Flyte 2 tasks: frames and figures are typed values, the model is a file."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte2_impl.engine import Flyte2Engine
    from shared.command_line import main

    main(Flyte2Engine(), "training")

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
async def training_workflow(hyperparameters: Hyperparameters) -> Evaluation:
    """Train on three quarters of the wines, and judge by the last quarter."""
    training, test = await split(await binarise(await load()))
    model = await train(training, hyperparameters)
    return await evaluate(model, test)


def build(size: Size) -> object:  # noqa: ARG001
    return training_workflow
