"""One step for each value of a list, by the construct that the SDK has for it, and one that reduces."""

from __future__ import annotations

from shared.plain import main
from shared.steps.advance import advance_value
from shared.steps.fold import fold_values

# A script pays for what it imports: types are for the type checker alone.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from shared.contract import Size, Values


def run(inputs: Values, size: Size) -> Values:  # noqa: ARG001
    """Compute the outputs, by name, as JSON values."""
    values: Any = inputs["values"]
    return {"output": fold_values(advance_value(value) for value in values)}


if __name__ == "__main__":
    main(run)
