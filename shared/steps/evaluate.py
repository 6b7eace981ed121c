"""The fifth step: what was learned, and how well it predicts."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, confusion_matrix, log_loss


@dataclass(frozen=True)
class Evaluation:
    """A binary model and its performance on rows it has not seen, as plain numbers."""

    accuracy: float
    log_loss: float
    """In nats a row."""
    confusion_matrix: list[list[int]]
    """Rows: true class 0, 1; columns: predicted class 0, 1."""
    predictions: list[int]
    """One class a row of the test frame, in its order."""
    coefficients: list[float]
    """One a feature, in the order of the columns."""
    intercept: float


def evaluate_model(model: LogisticRegression, test: pd.DataFrame) -> Evaluation:
    """Judge ``model`` by the rows of ``test``."""
    features, target = test.drop(columns="target"), test["target"]
    predictions = model.predict(features)
    return Evaluation(
        accuracy=float(accuracy_score(target, predictions)),
        log_loss=float(log_loss(target, model.predict_proba(features))),
        confusion_matrix=confusion_matrix(target, predictions).tolist(),
        predictions=predictions.tolist(),
        coefficients=model.coef_[0].tolist(),
        intercept=float(model.intercept_[0]),
    )
