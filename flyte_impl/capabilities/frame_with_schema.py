"""A frame goes from step to step; the next declares the one column that it reads."""

from typing import Annotated

import pandas as pd
from flytekit import kwtypes, task, workflow

KIND = "types"
EXPECTED = "a"
REQUIRES = ("pyarrow",)


@task
def measure() -> pd.DataFrame:
    return pd.DataFrame({"a": [1, 2], "b": [3, 4]})


@task
def columns(frame: Annotated[pd.DataFrame, kwtypes(a=int)]) -> str:
    return " ".join(frame.columns)


@workflow
def pipeline() -> str:
    return columns(frame=measure())
