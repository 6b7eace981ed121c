"""A model is trained, and then reads ``n`` partitions of a thousand rows each, side by side."""

from __future__ import annotations

from shared.comparison import first_mismatch
from shared.contract import Size, Values, Workload
from shared.plain.batch_inference import run as _reference


def _inputs(size: Size) -> Values:
    return {"partitions": list(range(int(size["n"])))}


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
