"""One step for each value of a list, by the construct that the SDK has for it, and one that reduces."""

from __future__ import annotations

from shared.comparison import first_mismatch
from shared.contract import Size, Values, Workload
from shared.plain.map import run as _reference


def _inputs(size: Size) -> Values:
    return {"values": list(range(1, int(size["n"]) + 1))}


def _sizes(*widths: int) -> tuple[Size, ...]:
    return tuple({"n": width} for width in widths)


WORKLOAD = Workload(
    name="map",
    title="One step a value of a list, and a reduce",
    inputs=_inputs,
    reference=_reference,
    mismatch=first_mismatch,
    sizes={
        "quick": (),
        "standard": _sizes(1, 10, 50, 100),
        "full": _sizes(1, 10, 50, 100, 200, 500, 1000, 2000),
    },
    step_count=lambda size: int(size["n"]) + 1,
)
