"""Hyperparameter search over the training pipeline: a trial for each candidate, and the best one wins."""

from __future__ import annotations

from shared.comparison import first_mismatch
from shared.contract import Size, Values, Workload
from shared.plain.search import run as _reference

RELATIVE_TOLERANCE = {"losses": 1e-6, "log_loss": 1e-6}
"""As in ``training``: the last digits of the solver may differ between processes."""
SMALLEST, LARGEST = 1e-3, 1e2
"""Candidates for C lie between these, evenly by their logarithm."""


def _inputs(size: Size) -> Values:
    count = int(size["k"])
    ratio = (LARGEST / SMALLEST) ** (1 / max(1, count - 1))
    return {"candidates": [float(f"{SMALLEST * ratio**position:.6g}") for position in range(count)]}


def _mismatch(expected: Values, actual: Values) -> str | None:
    return first_mismatch(expected, actual, RELATIVE_TOLERANCE)


def _sizes(*counts: int) -> tuple[Size, ...]:
    return tuple({"k": count} for count in counts)


WORKLOAD = Workload(
    name="search",
    title="Search a hyperparameter, train with the best",
    inputs=_inputs,
    reference=_reference,
    mismatch=_mismatch,
    sizes={"quick": (), "standard": _sizes(2, 8), "full": _sizes(2, 8, 32, 128)},
    step_count=lambda size: int(size["k"]) + 6,
    libraries=(
        "pandas",
        "sklearn.datasets",
        "sklearn.linear_model",
        "sklearn.metrics",
        "sklearn.model_selection",
    ),
)
