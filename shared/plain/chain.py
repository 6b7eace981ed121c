"""``n`` tiny steps in series: what one more step costs."""

from __future__ import annotations

from shared.plain import main
from shared.steps.advance import advance_value

# A script pays for what it imports: types are for the type checker alone.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from shared.contract import Size, Values


def run(inputs: Values, size: Size) -> Values:
    """Compute the outputs, by name, as JSON values."""
    value = int(str(inputs["value"]))
    for _ in range(int(size["n"])):
        value = advance_value(value)
    return {"output": value}


if __name__ == "__main__":
    main(run)
