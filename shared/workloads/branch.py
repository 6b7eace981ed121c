"""A first step decides, when it runs, which one of three others runs after it."""

from __future__ import annotations

from shared.comparison import first_mismatch
from shared.contract import Size, Values, Workload
from shared.plain.branch import run as _reference


def _inputs(size: Size) -> Values:
    return {"value": size["value"]}


ONE_OF_EACH: tuple[Size, ...] = ({"value": 1}, {"value": 20_000}, {"value": 40_000})
"""Values that end in the last, the second and the first branch."""

WORKLOAD = Workload(
    name="branch",
    title="A condition on what an earlier step gave",
    inputs=_inputs,
    reference=_reference,
    mismatch=first_mismatch,
    sizes={"quick": (), "standard": ONE_OF_EACH, "full": ONE_OF_EACH},
    step_count=lambda size: 2,  # noqa: ARG005
)
