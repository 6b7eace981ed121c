"""The first step: the data."""

from __future__ import annotations

import pandas as pd
from sklearn.datasets import load_wine


def load_frame() -> pd.DataFrame:
    """Return the wine recognition data: 178 rows, 13 float features and the integer ``target`` (0, 1, 2).

    It comes with scikit-learn, so that no run needs a network.
    """
    frame: pd.DataFrame = load_wine(as_frame=True).frame
    return frame
