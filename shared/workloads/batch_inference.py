"""A model is trained, and then reads ``n`` partitions of a thousand rows each, side by side."""

from __future__ import annotations

from typing import cast

from shared.comparison import first_mismatch
from shared.contract import Size, Values, Workload


def _inputs(size: Size) -> Values:
    return {"partitions": list(range(int(size["n"])))}


def _reference(inputs: Values, size: Size) -> Values:  # noqa: ARG001
    from dataclasses import asdict

    from shared.hyperparameters import Hyperparameters
    from shared.steps.binarise import binarise_target
    from shared.steps.load import load_frame
    from shared.steps.score import score_partition, summarise_predictions
    from shared.steps.train import train_model

    model = train_model(binarise_target(load_frame()), Hyperparameters())
    partitions = cast("list[int]", inputs["partitions"])
    return asdict(summarise_predictions([score_partition(model, number) for number in partitions]))


def _sizes(*counts: int) -> tuple[Size, ...]:
    return tuple({"n": count} for count in counts)


WORKLOAD = Workload(
    name="batch_inference",
    title="Predict for many partitions with one model",
    inputs=_inputs,
    reference=_reference,
    mismatch=first_mismatch,
    sizes={"quick": (), "standard": _sizes(2, 10), "full": _sizes(2, 10, 50, 200)},
    step_count=lambda size: int(size["n"]) + 3,
    libraries=("pandas", "sklearn.datasets", "sklearn.linear_model"),
)
