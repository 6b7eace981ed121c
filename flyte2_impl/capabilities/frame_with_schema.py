"""A frame goes from step to step; the next declares the one column that it reads."""

from typing import Annotated

import flyte
import pandas as pd

KIND = "types"
EXPECTED = "a"
REQUIRES = ("pyarrow",)

env = flyte.TaskEnvironment(name="specimen")


@env.task
def measure() -> pd.DataFrame:
    return pd.DataFrame({"a": [1, 2], "b": [3, 4]})


@env.task
def columns(frame: Annotated[pd.DataFrame, {"a": int}]) -> str:
    return " ".join(frame.columns)


@env.task
def pipeline() -> str:
    return columns(frame=measure())
