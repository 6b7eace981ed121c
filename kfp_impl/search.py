"""Hyperparameter search as a KFP loop over the candidates."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from kfp_impl.engine import KfpEngine
    from shared.command_line import main

    main(KfpEngine(), "search")

from typing import Any

from kfp import dsl
from kfp.dsl import Dataset, Input, Metrics, Model, Output

from kfp_impl.lanes import component
from shared.contract import Size


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
def attempt(frame: Input[Dataset], candidate: float) -> dict[str, Any]:
    from dataclasses import asdict

    import pandas as pd

    from shared.steps.search import try_candidate

    return asdict(try_candidate(pd.read_parquet(frame.path), candidate))


@component
def choose(trials: list[dict[str, Any]]) -> dict[str, Any]:
    from shared.steps.search import Trial, choose_best

    return choose_best([Trial(**trial) for trial in trials]).as_keywords()


@component
def train(frame: Input[Dataset], hyperparameters: dict[str, Any], model: Output[Model]) -> None:
    import joblib
    import pandas as pd

    from shared.hyperparameters import Hyperparameters
    from shared.steps.train import train_model

    fitted = train_model(pd.read_parquet(frame.path), Hyperparameters.from_value(hyperparameters))
    joblib.dump(fitted, model.path)


@component
def report(
    trials: list[dict[str, Any]], model: Input[Model], frame: Input[Dataset], metrics: Output[Metrics]
) -> dict[str, Any]:
    from dataclasses import asdict

    import joblib
    import pandas as pd

    from shared.steps.search import Trial, report_search

    found = report_search(
        [Trial(**trial) for trial in trials], joblib.load(model.path), pd.read_parquet(frame.path)
    )
    metrics.log_metric("accuracy", found.accuracy)
    metrics.log_metric("log_loss", found.log_loss)
    return asdict(found)


@dsl.pipeline(name="search")
def search_pipeline(candidates: list[float]) -> dict[str, Any]:
    """Try every candidate by cross-validation, and train with the best."""
    binarised = binarise(frame=load().outputs["frame"]).outputs["binarised"]
    frames = split(frame=binarised).outputs
    with dsl.ParallelFor(candidates) as candidate:
        trial = attempt(frame=frames["train"], candidate=candidate).output
    # One Collected a consumer: compiling changes it, and a second use of it ends in a KeyError.
    best = choose(trials=dsl.Collected(trial)).output
    model = train(frame=frames["train"], hyperparameters=best).outputs["model"]
    return report(trials=dsl.Collected(trial), model=model, frame=frames["test"]).outputs["Output"]


def build(size: Size) -> object:  # noqa: ARG001 - the graph is the same for every number of candidates
    return search_pipeline
