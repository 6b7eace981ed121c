"""Fan-out: a model is trained and judged for each of a list of hyperparameters."""

from functools import partial

import pandas as pd
from flytekit import map_task, task, workflow
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
def run_training_workflow(hyperparameters: list[Hyperparameters]) -> list[Evaluation]:
    frames = split(frame=binarise(frame=load()))
    models = map_task(partial(train, frame=frames.train))(hyperparameters=hyperparameters)
    return map_task(partial(evaluate, frame=frames.test))(model=models)


INPUTS = {"hyperparameters": [{"C": 0.15}, {"C": 0.01}]}
pipeline = run_training_workflow


def check(results):
    losses = [round(evaluation.log_loss, 3) for evaluation in results[0]]
    assert len(set(losses)) == 2, losses
