"""Train and judge a classifier of wines: five steps in series, with a frame, a model and figures between."""

from __future__ import annotations

from shared.comparison import first_mismatch
from shared.contract import Size, Values, Workload
from shared.plain.training import run as _reference

RELATIVE_TOLERANCE = {"log_loss": 1e-6, "coefficients": 1e-6, "intercept": 1e-6}
"""The solver sums in an order that the linear algebra library chooses by processor and thread count, so
the last digits may differ between processes; 1e-6 is far below the solver's own tolerance of 1e-4.
Accuracy, confusion matrix and predictions are counts and classes: they must be equal."""

ELSEWHERE = dict.fromkeys(RELATIVE_TOLERANCE, 0.05)
"""Another processor's kernels let the solver stop elsewhere: two kernels on one machine give a loss and
coefficients that differ by one in a hundred. Counts and classes must be equal there too."""


def _inputs(size: Size) -> Values:  # noqa: ARG001
    return {"hyperparameters": {"C": 0.15}}


def _mismatch(expected: Values, actual: Values) -> str | None:
    return first_mismatch(expected, actual, RELATIVE_TOLERANCE)


def _mismatch_elsewhere(expected: Values, actual: Values) -> str | None:
    return first_mismatch(expected, actual, ELSEWHERE)


WORKLOAD = Workload(
    name="training",
    title="Train and evaluate a wine classifier",
    inputs=_inputs,
    reference=_reference,
    mismatch=_mismatch,
    mismatch_elsewhere=_mismatch_elsewhere,
    sizes=dict.fromkeys(("quick", "standard", "full"), ({},)),
    step_count=lambda size: 5,  # noqa: ARG005
    libraries=(
        "pandas",
        "sklearn.datasets",
        "sklearn.linear_model",
        "sklearn.metrics",
        "sklearn.model_selection",
    ),
)
