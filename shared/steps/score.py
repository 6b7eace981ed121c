"""Batch inference: a fitted model over partitions of rows that it has not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression

from shared.steps.load import load_frame

ROWS_A_PARTITION = 1_000


@dataclass(frozen=True)
class InferenceReport:
    """What the model said of all rows."""

    rows: int
    positives: int
    positives_by_partition: list[int]
    """In the order of the partitions."""


def read_partition(number: int) -> pd.DataFrame:
    """Draw the rows of one partition from the wine data, and vary each feature a little.

    A real job would read them from storage; drawing them needs no network and gives everyone the same.
    """
    wines = load_frame().drop(columns="target")
    random = np.random.default_rng(number)
    drawn = wines.iloc[random.integers(0, len(wines), ROWS_A_PARTITION)].reset_index(drop=True)
    return drawn * random.uniform(0.9, 1.1, drawn.shape)


def score_partition(model: LogisticRegression, number: int) -> pd.DataFrame:
    """Return one row for each row of the partition: ``partition`` and ``prediction``."""
    rows = read_partition(number)
    return pd.DataFrame({"partition": number, "prediction": model.predict(rows)})


def summarise_predictions(partitions: Sequence[pd.DataFrame]) -> InferenceReport:
    """Count rows and positives over all partitions."""
    positives = [int(frame["prediction"].sum()) for frame in partitions]
    return InferenceReport(
        rows=sum(len(frame) for frame in partitions),
        positives=sum(positives),
        positives_by_partition=positives,
    )
