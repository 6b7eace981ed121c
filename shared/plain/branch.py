"""A first step decides, when it runs, which one of three others runs after it."""

from __future__ import annotations

from shared.plain import main
from shared.steps.advance import MODULUS, advance_value
from shared.steps.combine import combine_values

# A script pays for what it imports: types are for the type checker alone.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from shared.contract import Size, Values

LOW = MODULUS // 3
HIGH = 2 * LOW
"""What the first step gives is below ``LOW``, above ``HIGH``, or between: a branch for each."""


def run(inputs: Values, size: Size) -> Values:  # noqa: ARG001
    """Compute the outputs, by name, as JSON values."""
    decisive = advance_value(int(str(inputs["value"])))
    if decisive > HIGH:
        return {"output": combine_values(decisive, 1)}
    if decisive > LOW:
        return {"output": combine_values(decisive, 2)}
    return {"output": combine_values(decisive, 3)}


if __name__ == "__main__":
    main(run)
