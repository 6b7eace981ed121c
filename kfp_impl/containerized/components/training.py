"""The components of the training pipeline, as they stand in the image."""

from dataclasses import asdict
from typing import Any

import joblib
import pandas as pd
from kfp import dsl
from kfp.dsl import Dataset, Input, Metrics, Model, Output

from kfp_impl.image_names import PREBUILT_IMAGE, STOCK_IMAGE
from shared.hyperparameters import Hyperparameters
from shared.steps.binarise import binarise_target
from shared.steps.evaluate import evaluate_model
from shared.steps.load import load_frame
from shared.steps.split import split_frame
from shared.steps.train import train_model


@dsl.component(base_image=STOCK_IMAGE, target_image=PREBUILT_IMAGE)
def load(frame: Output[Dataset]) -> None:
    load_frame().to_parquet(frame.path)


@dsl.component(base_image=STOCK_IMAGE, target_image=PREBUILT_IMAGE)
def binarise(frame: Input[Dataset], binarised: Output[Dataset]) -> None:
    binarise_target(pd.read_parquet(frame.path)).to_parquet(binarised.path)


@dsl.component(base_image=STOCK_IMAGE, target_image=PREBUILT_IMAGE)
def split(frame: Input[Dataset], train: Output[Dataset], test: Output[Dataset]) -> None:
    frames = split_frame(pd.read_parquet(frame.path))
    frames.train.to_parquet(train.path)
    frames.test.to_parquet(test.path)


@dsl.component(base_image=STOCK_IMAGE, target_image=PREBUILT_IMAGE)
def train(frame: Input[Dataset], hyperparameters: dict[str, Any], model: Output[Model]) -> None:
    fitted = train_model(pd.read_parquet(frame.path), Hyperparameters.from_value(hyperparameters))
    joblib.dump(fitted, model.path)


@dsl.component(base_image=STOCK_IMAGE, target_image=PREBUILT_IMAGE)
def evaluate(model: Input[Model], frame: Input[Dataset], metrics: Output[Metrics]) -> dict[str, Any]:
    evaluation = evaluate_model(joblib.load(model.path), pd.read_parquet(frame.path))
    metrics.log_metric("accuracy", evaluation.accuracy)
    metrics.log_metric("log_loss", evaluation.log_loss)
    return asdict(evaluation)
