"""``depth`` layers of ``width`` steps, each fed by two neighbours of the layer before, and a reduce."""

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
    width, depth = int(size["width"]), int(size["depth"])
    value = int(str(inputs["value"]))
    layer = [combine_values(value, index) for index in range(width)]
    for _ in range(depth - 1):
        layer = [combine_values(layer[index], layer[(index + 1) % width]) for index in range(width)]
    return {"output": fold_values(layer)}


if __name__ == "__main__":
    main(run)
