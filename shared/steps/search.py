"""Hyperparameter search: try candidates on the training rows, keep the best, judge it by the test rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score

from shared.hyperparameters import Hyperparameters
from shared.steps.evaluate import evaluate_model

FOLDS = 3


@dataclass(frozen=True)
class Trial:
    """One candidate and how well it did."""

    C: float
    loss: float
    """Mean log loss over the folds, in nats a row."""


@dataclass(frozen=True)
class SearchReport:
    """Every trial, and the performance of the best candidate on rows that no trial has seen."""

    best_C: float  # noqa: N815 - scikit-learn's name
    losses: list[float]
    """One a candidate, in the order of the candidates."""
    accuracy: float
    log_loss: float


def try_candidate(train: pd.DataFrame, candidate: float) -> Trial:
    """Judge ``C = candidate`` by cross-validation."""
    features, target = train.drop(columns="target"), train["target"]
    settings = Hyperparameters(C=candidate).as_keywords()
    model = LogisticRegression(max_iter=3000, **settings)
    scores = cross_val_score(model, features, target, scoring="neg_log_loss", cv=FOLDS)
    return Trial(C=candidate, loss=-float(scores.mean()))


def choose_best(trials: Sequence[Trial]) -> Hyperparameters:
    """Return the candidate of the least loss, the first of equals."""
    return Hyperparameters(C=min(trials, key=lambda trial: trial.loss).C)


def report_search(trials: Sequence[Trial], model: LogisticRegression, test: pd.DataFrame) -> SearchReport:
    """Judge the model that was trained with the best candidate."""
    evaluation = evaluate_model(model, test)
    return SearchReport(
        best_C=choose_best(trials).C,
        losses=[trial.loss for trial in trials],
        accuracy=evaluation.accuracy,
        log_loss=evaluation.log_loss,
    )
