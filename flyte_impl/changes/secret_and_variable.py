"""A secret and an environment variable: loading reads both."""

import os

import pandas as pd
from flytekit import Secret, current_context, task, workflow
from sklearn.linear_model import LogisticRegression

from flyte_impl.hyperparameters import Hyperparameters
from shared.steps.binarise import binarise_target
from shared.steps.evaluate import Evaluation, evaluate_model
from shared.steps.load import load_frame
from shared.steps.split import Split, split_frame
from shared.steps.train import train_model


@task(secret_requests=[Secret(group="store", key="token")], environment={"REGION": "north"})
def load() -> pd.DataFrame:
    print(os.environ["REGION"], len(current_context().secrets.get("store", "token")))
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
    frames = split(frame=binarise(frame=load()))
    model = train(frame=frames.train, hyperparameters=hyperparameters)
    return evaluate(model=model, frame=frames.test)


IN_SPEC = (
    r'"key": "token"',
    r'"key": "REGION",\s+"value": "north"',
)
pipeline = run_training_workflow
