"""A fitted scikit-learn model as a payload."""

from __future__ import annotations

import hashlib

import numpy as np
import pandas as pd
from sklearn.neighbors import KNeighborsRegressor

from shared.steps.arrival import Arrival

FEATURES = ("height", "width", "depth", "weight")
BYTES_A_ROW = 8 * (len(FEATURES) + 1)
QUESTIONS = 32


def make_model(size_bytes: int) -> KNeighborsRegressor:
    """Fit a model that keeps what it learned from, so that it is ``size_bytes`` large and fits at once."""
    rows = max(1, size_bytes // BYTES_A_ROW)
    frame = _features(rows, seed=11)
    return KNeighborsRegressor(n_neighbors=1, algorithm="brute").fit(frame, frame.sum(axis="columns"))


def report_model(model: KNeighborsRegressor) -> Arrival:
    """Digest what the model answers, and tell its class, settings and feature names."""
    answers = model.predict(_features(QUESTIONS, seed=13))
    fidelity = {
        "class": type(model).__name__,
        "settings": str(sorted(model.get_params().items())),
        "features": ", ".join(model.feature_names_in_),
        "type of answers": str(answers.dtype),
    }
    return Arrival(
        hashlib.sha256(np.ascontiguousarray(answers).tobytes()).hexdigest(), model.n_samples_fit_, fidelity
    )


def _features(rows: int, seed: int) -> pd.DataFrame:
    # Multiples of 1/8 add up without rounding, in whatever order.
    values = np.random.default_rng(seed).integers(0, 2**20, (rows, len(FEATURES))) / 8
    return pd.DataFrame(values, columns=list(FEATURES))
