"""The training pipeline as Flyte tasks: frames, the model and the figures travel as typed values."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte_impl.engine import FlyteEngine
    from shared.command_line import main

    main(FlyteEngine(), "training")

import pandas as pd
from flytekit import task, workflow
from sklearn.linear_model import LogisticRegression

from flyte_impl.hyperparameters import Hyperparameters
from shared.contract import Size
from shared.steps.binarise import binarise_target
from shared.steps.evaluate import Evaluation, evaluate_model
from shared.steps.load import load_frame
from shared.steps.split import Split, split_frame
from shared.steps.train import train_model


@task
def load() -> pd.DataFrame:
    return load_frame()


@task
def binarise(frame: pd.DataFrame) -> pd.DataFrame:
    return binarise_target(frame)


@task
def split(frame: pd.DataFrame) -> Split:
    return split_frame(frame)


@task
def train(frame: pd.DataFrame, hyperparameters: Hyperparameters) -> LogisticRegression:
    return train_model(frame, hyperparameters)


@task
def evaluate(model: LogisticRegression, frame: pd.DataFrame) -> Evaluation:
    return evaluate_model(model, frame)


@workflow
def run_training_workflow(hyperparameters: Hyperparameters) -> Evaluation:
    """Train on three quarters of the wines, and judge by the last quarter."""
    frames = split(frame=binarise(frame=load()))
    model = train(frame=frames.train, hyperparameters=hyperparameters)
    return evaluate(model=model, frame=frames.test)


def build(size: Size) -> object:  # noqa: ARG001
    return run_training_workflow
