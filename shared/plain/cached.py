"""A cached step is run, something is changed, and it is run again, and left out or not, rightly or not."""

from __future__ import annotations

from shared.plain import main
from shared.steps.rerun import PLAIN_FLOW, observe_rerun

# A script pays for what it imports: types are for the type checker alone.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from shared.contract import Size, Values


def run(inputs: Values, size: Size) -> Values:  # noqa: ARG001 - plain Python caches nothing, in any way
    """Compute the outputs, by name, as JSON values."""
    from dataclasses import asdict

    return asdict(observe_rerun(PLAIN_FLOW, str(inputs["change"])))


if __name__ == "__main__":
    main(run)
