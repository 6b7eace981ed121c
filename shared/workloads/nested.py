"""A pipeline of a step and a pipeline, which is again of a step and a pipeline, ``depth`` levels down.

The lowest pipeline is of two steps, so there are two steps more than levels.
"""

from __future__ import annotations

from shared.comparison import first_mismatch
from shared.contract import Size, Values, Workload
from shared.plain.nested import run as _reference


def _inputs(size: Size) -> Values:  # noqa: ARG001
    return {"value": 1}


def _sizes(*depths: int) -> tuple[Size, ...]:
    return tuple({"depth": depth} for depth in depths)


WORKLOAD = Workload(
    name="nested",
    title="Pipelines within pipelines, a step in each",
    inputs=_inputs,
    reference=_reference,
    mismatch=first_mismatch,
    sizes={
        "quick": (),
        "standard": _sizes(1, 2, 4, 8),
        "full": _sizes(1, 2, 4, 8, 16, 32, 64, 128, 256),
    },
    step_count=lambda size: int(size["depth"]) + 2,
)
