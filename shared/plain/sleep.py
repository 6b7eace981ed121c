"""``n`` steps that only wait, none needing another: how many of them a runner really runs at a time."""

from __future__ import annotations

from shared.plain import main

# A script pays for what it imports: types are for the type checker alone.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from shared.contract import Size, Values


def run(inputs: Values, size: Size) -> Values:  # noqa: ARG001
    """Compute the outputs, by name, as JSON values."""
    from dataclasses import asdict

    from shared.steps.nap import gather_naps, take_nap

    return asdict(gather_naps([take_nap(float(size["seconds"])) for _ in range(int(size["n"]))]))


if __name__ == "__main__":
    main(run)
