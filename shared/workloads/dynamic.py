"""A first step gives a list whose length nothing knew before; one step for each value, and a reduce."""

from __future__ import annotations

from shared.comparison import first_mismatch
from shared.contract import Size, Values, Workload
from shared.plain.dynamic import run as _reference


def _inputs(size: Size) -> Values:
    return {"width": size["n"]}


def _sizes(*widths: int) -> tuple[Size, ...]:
    return tuple({"n": width} for width in widths)


WORKLOAD = Workload(
    name="dynamic",
    title="As many steps as an earlier step says, and a reduce",
    inputs=_inputs,
    reference=_reference,
    mismatch=first_mismatch,
    sizes={
        "quick": (),
        "standard": _sizes(1, 10, 50),
        "full": _sizes(1, 10, 50, 100, 200, 500, 1000),
    },
    step_count=lambda size: int(size["n"]) + 2,
)
