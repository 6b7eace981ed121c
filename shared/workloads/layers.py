"""``depth`` layers of ``width`` steps, each fed by two neighbours of the layer before, and a reduce."""

from __future__ import annotations

from shared.comparison import first_mismatch
from shared.contract import Size, Values, Workload
from shared.plain.layers import run as _reference


def _inputs(size: Size) -> Values:  # noqa: ARG001
    return {"value": 1}


def _sizes(*shapes: tuple[int, int]) -> tuple[Size, ...]:
    return tuple({"width": width, "depth": depth} for width, depth in shapes)


WORKLOAD = Workload(
    name="layers",
    title="Layers of steps, each fed by two of the layer before, and a reduce",
    inputs=_inputs,
    reference=_reference,
    mismatch=first_mismatch,
    sizes={
        "quick": (),
        "standard": _sizes((2, 2), (4, 4), (8, 8)),
        "full": _sizes((2, 2), (4, 4), (8, 8), (16, 16), (32, 32)),
    },
    step_count=lambda size: int(size["width"]) * int(size["depth"]) + 1,
)
