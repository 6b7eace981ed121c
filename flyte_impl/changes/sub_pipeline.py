"""Reuse as a sub-pipeline: another pipeline trains, and says whether the model is accurate enough."""

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


@task
def suffices(evaluation: Evaluation, accuracy: float) -> bool:
    return evaluation.accuracy > accuracy


@workflow
def audit_workflow(hyperparameters: Hyperparameters, accuracy: float) -> bool:
    evaluation = run_training_workflow(hyperparameters=hyperparameters)
    return suffices(evaluation=evaluation, accuracy=accuracy)


pipeline = audit_workflow


INPUTS = {"hyperparameters": {"C": 0.15}, "accuracy": 0.9}
EXPECTED = True
