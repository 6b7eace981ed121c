"""Caching: the data is not loaded again in a second run."""

from typing import Any

from kfp import dsl
from kfp.dsl import Dataset, Input, Metrics, Model, Output

from kfp_impl.lanes import component


@component
def load(frame: Output[Dataset]) -> None:
    from shared.steps.load import load_frame

    load_frame().to_parquet(frame.path)


@component
def binarise(frame: Input[Dataset], binarised: Output[Dataset]) -> None:
    import pandas as pd

    from shared.steps.binarise import binarise_target

    binarise_target(pd.read_parquet(frame.path)).to_parquet(binarised.path)


@component
def split(frame: Input[Dataset], train: Output[Dataset], test: Output[Dataset]) -> None:
    import pandas as pd

    from shared.steps.split import split_frame

    frames = split_frame(pd.read_parquet(frame.path))
    frames.train.to_parquet(train.path)
    frames.test.to_parquet(test.path)


@component
def train(frame: Input[Dataset], hyperparameters: dict[str, Any], model: Output[Model]) -> None:
    import joblib
    import pandas as pd

    from shared.hyperparameters import Hyperparameters
    from shared.steps.train import train_model

    fitted = train_model(pd.read_parquet(frame.path), Hyperparameters.from_value(hyperparameters))
    joblib.dump(fitted, model.path)


@component
def evaluate(model: Input[Model], frame: Input[Dataset], metrics: Output[Metrics]) -> dict[str, Any]:
    from dataclasses import asdict

    import joblib
    import pandas as pd

    from shared.steps.evaluate import evaluate_model

    evaluation = evaluate_model(joblib.load(model.path), pd.read_parquet(frame.path))
    metrics.log_metric("accuracy", evaluation.accuracy)
    metrics.log_metric("log_loss", evaluation.log_loss)
    return asdict(evaluation)


@dsl.pipeline(name="training")
def training_pipeline(hyperparameters: dict[str, Any]) -> dict[str, Any]:
    binarised = binarise(frame=load().outputs["frame"]).outputs["binarised"]
    frames = split(frame=binarised).outputs
    model = train(frame=frames["train"], hyperparameters=hyperparameters).outputs["model"]
    return evaluate(model=model, frame=frames["test"]).outputs["Output"]


INPUTS = {"hyperparameters": {"C": 0.15}}
RUNS = 2
CACHING = True
IN_SPEC = (r"enableCache: true",)
pipeline = training_pipeline


def check(results):
    from pathlib import Path

    loads = "pipeline_root/*/load/executor_output.json"
    ran = [len(list(Path.cwd().glob(f"run{number}/{loads}"))) for number in (0, 1)]
    assert ran == [1, 0], ran
