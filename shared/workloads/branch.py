"""A first step decides, when it runs, which one of three others runs after it."""

from __future__ import annotations

from shared.comparison import first_mismatch
from shared.contract import Size, Values, Workload
from shared.steps.advance import MODULUS, advance_value
from shared.steps.combine import combine_values

LOW = MODULUS // 3
HIGH = 2 * LOW
"""What the first step gives is below ``LOW``, above ``HIGH``, or between: a branch for each."""


def _inputs(size: Size) -> Values:
    return {"value": size["value"]}


def _reference(inputs: Values, size: Size) -> Values:  # noqa: ARG001
    decisive = advance_value(int(str(inputs["value"])))
    if decisive > HIGH:
        return {"output": combine_values(decisive, 1)}
    if decisive > LOW:
        return {"output": combine_values(decisive, 2)}
    return {"output": combine_values(decisive, 3)}


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
