"""Hyperparameter search with Flyte 2: a task for each candidate, awaited together."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte2_impl.engine import Flyte2Engine
    from shared.command_line import main

    main(Flyte2Engine(), "search")

import asyncio
from pathlib import Path
from tempfile import mkdtemp

import flyte
import joblib
import pandas as pd
from flyte.io import File

from flyte2_impl.lanes import IMAGE
from shared.contract import Size
from shared.hyperparameters import Hyperparameters
from shared.steps.binarise import binarise_target
from shared.steps.load import load_frame
from shared.steps.search import SearchReport, Trial, choose_best, report_search, try_candidate
from shared.steps.split import split_frame
from shared.steps.train import train_model

env = flyte.TaskEnvironment(name="search", image=IMAGE)


@env.task
async def load() -> pd.DataFrame:
    return load_frame()


@env.task
async def binarise(frame: pd.DataFrame) -> pd.DataFrame:
    return binarise_target(frame)


@env.task
async def split(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    training, test = split_frame(frame)
    return training, test


@env.task
async def attempt(frame: pd.DataFrame, candidate: float) -> Trial:
    return try_candidate(frame, candidate)


@env.task
async def choose(trials: list[Trial]) -> Hyperparameters:
    return choose_best(trials)


@env.task
async def train(frame: pd.DataFrame, hyperparameters: Hyperparameters) -> File:
    path = Path(mkdtemp(), "model.joblib")
    joblib.dump(train_model(frame, hyperparameters), path)
    return await File.from_local(str(path))


@env.task
async def report(trials: list[Trial], model: File, frame: pd.DataFrame) -> SearchReport:
    return report_search(trials, joblib.load(await model.download()), frame)


@env.task
async def search_workflow(candidates: list[float]) -> SearchReport:
    """Try every candidate by cross-validation, and train with the best."""
    training, test = await split(await binarise(await load()))
    trials = await asyncio.gather(*(attempt(training, candidate) for candidate in candidates))
    model = await train(training, await choose(trials))
    return await report(trials, model, test)


def build(size: Size) -> object:  # noqa: ARG001 - the tasks are the same for every number of candidates
    return search_workflow
