"""Artifacts between components: a data set, a model, and figures for the user interface."""

from kfp import dsl
from kfp.dsl import Dataset, Input, Metrics, Model, Output


@dsl.component(base_image="python:3.11")
def make(rows: int, data: Output[Dataset]):
    with open(data.path, "w") as file:
        for n in range(rows):
            file.write(f"{n},{2 * n + 1}\n")
    data.metadata["rows"] = rows


@dsl.component(base_image="python:3.11")
def fit(data: Input[Dataset], model: Output[Model], metrics: Output[Metrics]) -> float:
    with open(data.path) as file:
        points = [tuple(map(float, line.split(","))) for line in file]
    slope = (points[-1][1] - points[0][1]) / (points[-1][0] - points[0][0])
    with open(model.path, "w") as file:
        file.write(str(slope))
    metrics.log_metric("slope", slope)
    return slope


@dsl.pipeline(name="regress")
def regress(rows: int = 10) -> float:
    fitted = fit(data=make(rows=rows).outputs["data"])
    return fitted.outputs["Output"]
