"""A step more: weak wines are left out before the split."""

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
def clean(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["alcohol"] > 11.5]


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
    frames = split(frame=clean(frame=binarise(frame=load())))
    model = train(frame=frames.train, hyperparameters=hyperparameters)
    return evaluate(model=model, frame=frames.test)


INPUTS = {"hyperparameters": {"C": 0.15}}
pipeline = run_training_workflow


def check(results):
    from shared.hyperparameters import Hyperparameters
    from shared.steps.binarise import binarise_target
    from shared.steps.evaluate import evaluate_model
    from shared.steps.load import load_frame
    from shared.steps.split import split_frame
    from shared.steps.train import train_model
    from shared.workloads.training import WORKLOAD

    wines = binarise_target(load_frame())
    strong = split_frame(wines[wines["alcohol"] > 11.5])
    expected = evaluate_model(train_model(strong.train, Hyperparameters(C=0.15)), strong.test).log_loss
    usual = WORKLOAD.reference(INPUTS, {})["log_loss"]
    assert abs(results[0].log_loss - expected) < 1e-6 < abs(usual - expected)
