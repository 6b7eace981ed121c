"""A frame goes from step to step; the next declares the one column that it reads."""

import pandas as pd
from kfp import dsl

KIND = "types"
EXPECTED = "a"
REQUIRES = ("pyarrow",)


def attempt():
    @dsl.component(base_image="python:3.11", install_kfp_package=False)
    def columns(frame: pd.DataFrame) -> str:
        return " ".join(frame.columns)

    return columns


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def measure(frame: dsl.Output[dsl.Dataset]):
    import pandas as pd

    measured = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
    measured.to_parquet(frame.path)  # workaround


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def columns(frame: dsl.Input[dsl.Dataset]) -> str:
    import pandas as pd  # workaround

    frame = pd.read_parquet(frame.path, columns=["a"])  # workaround
    return " ".join(frame.columns)


@dsl.pipeline
def pipeline() -> str:
    return columns(frame=measure().outputs["frame"]).output
