"""Another image: training runs in one of its own."""

import pandas as pd
from flytekit import task, workflow
from sklearn.linear_model import LogisticRegression

from flyte_impl.hyperparameters import Hyperparameters
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


@task(container_image="localhost/trainer:v2")
def train(frame: pd.DataFrame, hyperparameters: Hyperparameters) -> LogisticRegression:
    return train_model(frame, hyperparameters)


@task
def evaluate(model: LogisticRegression, frame: pd.DataFrame) -> Evaluation:
    return evaluate_model(model, frame)


@workflow
def run_training_workflow(hyperparameters: Hyperparameters) -> Evaluation:
    frames = split(frame=binarise(frame=load()))
    model = train(frame=frames.train, hyperparameters=hyperparameters)
    return evaluate(model=model, frame=frames.test)


IN_SPEC = (r"localhost/trainer:v2",)
pipeline = run_training_workflow
