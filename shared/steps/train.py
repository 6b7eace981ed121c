"""The fourth step: the model."""

from __future__ import annotations

import pandas as pd
from sklearn.linear_model import LogisticRegression

from shared.hyperparameters import Hyperparameters


def train_model(train: pd.DataFrame, hyperparameters: Hyperparameters) -> LogisticRegression:
    """Fit a logistic regression on every column of ``train`` but ``target``, which it predicts."""
    features, target = train.drop(columns="target"), train["target"]
    return LogisticRegression(max_iter=3000, **hyperparameters.as_keywords()).fit(features, target)
