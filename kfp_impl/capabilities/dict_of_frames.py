"""A dict of frames goes from step to step."""

import pandas as pd
from kfp import dsl

KIND = "types"
EXPECTED = "test 1, train 2"

REQUIRES = ("pyarrow",)


def attempt():
    @dsl.component(base_image="python:3.11", install_kfp_package=False)
    def count(frames: dict[str, pd.DataFrame]) -> str:
        return ", ".join(f"{name} {len(frames[name])}" for name in sorted(frames))

    return count


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def split(frames: dsl.Output[dsl.Artifact]):
    from pathlib import Path  # workaround

    import pandas as pd

    made = {"train": pd.DataFrame({"a": [1, 2]}), "test": pd.DataFrame({"a": [3]})}
    Path(frames.path).mkdir()  # workaround
    for name, frame in made.items():  # workaround
        frame.to_parquet(Path(frames.path, name))  # workaround


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def count(frames: dsl.Input[dsl.Artifact]) -> str:
    from pathlib import Path  # workaround

    import pandas as pd  # workaround

    frames = {file.name: pd.read_parquet(file) for file in Path(frames.path).iterdir()}  # workaround
    return ", ".join(f"{name} {len(frames[name])}" for name in sorted(frames))


@dsl.pipeline
def pipeline() -> str:
    return count(frames=split().outputs["frames"]).output
