"""``n`` steps that need nothing of each other, each written out, and one that reduces what they gave."""

from __future__ import annotations

from shared.plain import main
from shared.steps.combine import combine_values
from shared.steps.fold import fold_values

# A script pays for what it imports: types are for the type checker alone.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from shared.contract import Size, Values


def run(inputs: Values, size: Size) -> Values:
    """Compute the outputs, by name, as JSON values."""
    value = int(str(inputs["value"]))
    return {"output": fold_values(combine_values(value, index) for index in range(int(size["n"])))}


if __name__ == "__main__":
    main(run)
