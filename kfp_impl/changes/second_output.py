"""A second output: the pipeline returns the number of training rows beside the evaluation."""

from typing import Any, NamedTuple

from kfp import dsl
from kfp.dsl import Dataset, Input, Metrics, Model, Output

from kfp_impl.lanes import component


class Trained(NamedTuple):
    evaluation: dict[str, Any]
    rows: int


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


@component
def count(frame: Input[Dataset]) -> int:
    import pandas as pd

    return len(pd.read_parquet(frame.path))


@dsl.pipeline(name="training")
def training_pipeline(hyperparameters: dict[str, Any]) -> Trained:
    binarised = binarise(frame=load().outputs["frame"]).outputs["binarised"]
    frames = split(frame=binarised).outputs
    model = train(frame=frames["train"], hyperparameters=hyperparameters).outputs["model"]
    evaluation = evaluate(model=model, frame=frames["test"]).outputs["Output"]
    return Trained(evaluation=evaluation, rows=count(frame=frames["train"]).output)


INPUTS = {"hyperparameters": {"C": 0.15}}
pipeline = training_pipeline


def check(results):
    assert results[0]["rows"] == 133
    assert results[0]["evaluation"]["accuracy"] > 0.9
