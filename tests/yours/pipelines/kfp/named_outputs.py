"""Several outputs with names of their own."""

from typing import List, NamedTuple

from kfp import dsl


@dsl.component(base_image="python:3.11")
def moments(values: List[float]) -> NamedTuple("Moments", [("mean", float), ("spread", float)]):
    from typing import NamedTuple

    Moments = NamedTuple("Moments", [("mean", float), ("spread", float)])
    return Moments(sum(values) / len(values), max(values) - min(values))


@dsl.pipeline(name="describe")
def describe(values: List[float]) -> NamedTuple("Outputs", [("mean", float), ("spread", float)]):
    from typing import NamedTuple

    found = moments(values=values)
    Outputs = NamedTuple("Outputs", [("mean", float), ("spread", float)])
    return Outputs(found.outputs["mean"], found.outputs["spread"])
