"""Hyperparameter search as a Flyte map task over the candidates."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte_impl.engine import FlyteEngine
    from shared.command_line import main

    main(FlyteEngine(), "search")

from functools import partial

import pandas as pd
from flytekit import map_task, task, workflow
from sklearn.linear_model import LogisticRegression

from shared.contract import Size
from shared.hyperparameters import Hyperparameters
from shared.steps.binarise import binarise_target
from shared.steps.load import load_frame
from shared.steps.search import SearchReport, Trial, choose_best, report_search, try_candidate
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
def attempt(frame: pd.DataFrame, candidate: float) -> Trial:
    return try_candidate(frame, candidate)


@task
def choose(trials: list[Trial]) -> Hyperparameters:
    return choose_best(trials)


@task
def train(frame: pd.DataFrame, hyperparameters: Hyperparameters) -> LogisticRegression:
    return train_model(frame, hyperparameters)


@task
def report(trials: list[Trial], model: LogisticRegression, frame: pd.DataFrame) -> SearchReport:
    return report_search(trials, model, frame)


@workflow
def search_workflow(candidates: list[float]) -> SearchReport:
    """Try every candidate by cross-validation, and train with the best."""
    frames = split(frame=binarise(frame=load()))
    trials = map_task(partial(attempt, frame=frames.train))(candidate=candidates)
    model = train(frame=frames.train, hyperparameters=choose(trials=trials))
    return report(trials=trials, model=model, frame=frames.test)


def build(size: Size) -> object:  # noqa: ARG001 - the graph is the same for every number of candidates
    return search_workflow
