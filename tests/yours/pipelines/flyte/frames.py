"""A frame and a model between steps."""

import pandas as pd
from flytekit import task, workflow
from sklearn.linear_model import LinearRegression


@task
def make(rows: int) -> pd.DataFrame:
    return pd.DataFrame({"x": range(rows), "y": [2 * n + 1 for n in range(rows)]})


@task
def fit(frame: pd.DataFrame) -> LinearRegression:
    return LinearRegression().fit(frame[["x"]], frame["y"])


@task
def slope(model: LinearRegression) -> float:
    return round(float(model.coef_[0]), 6)


@workflow
def regress(rows: int = 10) -> tuple[LinearRegression, float]:
    model = fit(frame=make(rows=rows))
    return model, slope(model=model)
