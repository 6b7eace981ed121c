"""``n`` tiny steps in series: what one more step costs."""

from __future__ import annotations

from shared.comparison import first_mismatch
from shared.contract import Size, Values, Workload
from shared.plain.chain import run as _reference


def _inputs(size: Size) -> Values:  # noqa: ARG001
    return {"value": 1}


def _sizes(*lengths: int) -> tuple[Size, ...]:
    return tuple({"n": length} for length in lengths)


WORKLOAD = Workload(
    name="chain",
    title="Tiny steps in series",
    inputs=_inputs,
    reference=_reference,
    mismatch=first_mismatch,
    sizes={
        "quick": _sizes(1, 10),
        "standard": _sizes(1, 10, 50, 100, 200),
        "full": _sizes(1, 10, 50, 100, 200, 500, 1000, 2000),
    },
    step_count=lambda size: int(size["n"]),
)
