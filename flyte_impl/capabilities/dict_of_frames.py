"""A dict of frames goes from step to step."""

import pandas as pd
from flytekit import task, workflow

KIND = "types"
EXPECTED = "test 1, train 2"

REQUIRES = ("pyarrow",)


@task
def split() -> dict[str, pd.DataFrame]:
    return {"train": pd.DataFrame({"a": [1, 2]}), "test": pd.DataFrame({"a": [3]})}


@task
def count(frames: dict[str, pd.DataFrame]) -> str:
    return ", ".join(f"{name} {len(frames[name])}" for name in sorted(frames))


@workflow
def pipeline() -> str:
    return count(frames=split())
