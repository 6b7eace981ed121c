"""A first step gives a list whose length nothing knew before; one step for each value, and a reduce."""

from __future__ import annotations

from shared.plain import main
from shared.steps.advance import advance_value
from shared.steps.draw import draw_values
from shared.steps.fold import fold_values

# A script pays for what it imports: types are for the type checker alone.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from shared.contract import Size, Values


def run(inputs: Values, size: Size) -> Values:  # noqa: ARG001
    """Compute the outputs, by name, as JSON values."""
    return {"output": fold_values(advance_value(value) for value in draw_values(int(str(inputs["width"]))))}


if __name__ == "__main__":
    main(run)
