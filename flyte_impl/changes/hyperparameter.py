"""A hyperparameter more: the pipeline takes the solver's tolerance as an input of its own."""

from dataclasses import replace

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
def train(frame: pd.DataFrame, hyperparameters: Hyperparameters, tol: float) -> LogisticRegression:
    return train_model(frame, replace(hyperparameters, tol=tol))


@task
def evaluate(model: LogisticRegression, frame: pd.DataFrame) -> Evaluation:
    return evaluate_model(model, frame)


@workflow
def run_training_workflow(hyperparameters: Hyperparameters, tol: float) -> Evaluation:
    frames = split(frame=binarise(frame=load()))
    model = train(frame=frames.train, hyperparameters=hyperparameters, tol=tol)
    return evaluate(model=model, frame=frames.test)


INPUTS = {"hyperparameters": {"C": 0.15}, "tol": 50.0}
pipeline = run_training_workflow


def check(results):
    from shared.workloads.training import WORKLOAD

    expected = WORKLOAD.reference({"hyperparameters": {"C": 0.15, "tol": 50.0}}, {})
    usual = WORKLOAD.reference({"hyperparameters": {"C": 0.15}}, {})
    assert (
        abs(results[0].log_loss - expected["log_loss"]) < 1e-6 < abs(usual["log_loss"] - expected["log_loss"])
    )
