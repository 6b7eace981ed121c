"""A dict of frames goes from step to step."""

import flyte
import pandas as pd

KIND = "types"
EXPECTED = "test 1, train 2"

REQUIRES = ("pyarrow",)
env = flyte.TaskEnvironment(name="specimen")


@env.task
def split() -> dict[str, pd.DataFrame]:
    return {"train": pd.DataFrame({"a": [1, 2]}), "test": pd.DataFrame({"a": [3]})}


@env.task
def count(frames: dict[str, pd.DataFrame]) -> str:
    return ", ".join(f"{name} {len(frames[name])}" for name in sorted(frames))


@env.task
def pipeline() -> str:
    return count(frames=split())
