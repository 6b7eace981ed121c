"""A condition: the model is announced only where it is accurate enough."""

import pandas as pd
from flytekit import conditional, task, workflow
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


@task
def accuracy_of(evaluation: Evaluation) -> float:
    return evaluation.accuracy


@task
def announce(accuracy: float) -> None:
    print(f"announced {accuracy:.3f}")


@task
def keep_quiet() -> None:
    pass


@workflow
def run_training_workflow(hyperparameters: Hyperparameters) -> Evaluation:
    frames = split(frame=binarise(frame=load()))
    model = train(frame=frames.train, hyperparameters=hyperparameters)
    evaluation = evaluate(model=model, frame=frames.test)
    accuracy = accuracy_of(evaluation=evaluation)
    conditional("accurate").if_(accuracy > 0.9).then(announce(accuracy=accuracy)).else_().then(keep_quiet())
    return evaluation


INPUTS = {"hyperparameters": {"C": 0.15}}
PRINTED = r"announced 0.978"
IN_SPEC = (r"branchNode",)
pipeline = run_training_workflow
