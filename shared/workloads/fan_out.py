"""``n`` steps that need nothing of each other, each written out, and one that reduces what they gave."""

from __future__ import annotations

from shared.comparison import first_mismatch
from shared.contract import Size, Values, Workload
from shared.plain.fan_out import run as _reference


def _inputs(size: Size) -> Values:  # noqa: ARG001
    return {"value": 1}


def _sizes(*widths: int) -> tuple[Size, ...]:
    return tuple({"n": width} for width in widths)


WORKLOAD = Workload(
    name="fan_out",
    title="Independent steps and a reduce, each step written out",
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
