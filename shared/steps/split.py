"""The third step: what is learned from, and what is judged by."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
from sklearn.model_selection import train_test_split

TEST_SHARE = 0.25
"""scikit-learn's own default."""
SEED = 42


class Split(NamedTuple):
    """Disjoint rows of one frame, with the same columns."""

    train: pd.DataFrame
    test: pd.DataFrame


def split_frame(frame: pd.DataFrame) -> Split:
    """Put a quarter of the rows aside, the same rows every time, with the classes in equal shares."""
    train, test = train_test_split(frame, test_size=TEST_SHARE, random_state=SEED, stratify=frame["target"])
    return Split(train, test)
