"""Several outputs with names of their own."""

from typing import List, NamedTuple

from flytekit import task, workflow

Moments = NamedTuple("Moments", [("mean", float), ("spread", float)])


@task
def moments(values: List[float]) -> Moments:
    mean = sum(values) / len(values)
    return Moments(mean, max(values) - min(values))


@workflow
def describe(values: List[float]) -> Moments:
    found = moments(values=values)
    return Moments(found.mean, found.spread)
