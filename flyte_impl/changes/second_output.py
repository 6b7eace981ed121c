"""A second output: the pipeline returns the number of training rows beside the evaluation."""

from typing import NamedTuple

import pandas as pd
from flytekit import task, workflow
from sklearn.linear_model import LogisticRegression

from flyte_impl.hyperparameters import Hyperparameters
from shared.steps.binarise import binarise_target
from shared.steps.evaluate import Evaluation, evaluate_model
from shared.steps.load import load_frame
from shared.steps.split import Split, split_frame
from shared.steps.train import train_model


class Trained(NamedTuple):
    evaluation: Evaluation
    rows: int


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


@task
def count(frame: pd.DataFrame) -> int:
    return len(frame)


@workflow
def run_training_workflow(hyperparameters: Hyperparameters) -> Trained:
    frames = split(frame=binarise(frame=load()))
    model = train(frame=frames.train, hyperparameters=hyperparameters)
    evaluation = evaluate(model=model, frame=frames.test)
    return Trained(evaluation=evaluation, rows=count(frame=frames.train))


INPUTS = {"hyperparameters": {"C": 0.15}}
pipeline = run_training_workflow


def check(results):
    assert results[0]["rows"] == 133
    assert results[0]["evaluation"].accuracy > 0.9
