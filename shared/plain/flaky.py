"""A step that fails ``k - 1`` times, with as many retries."""

from __future__ import annotations

from pathlib import Path

from shared.plain import main

# A script pays for what it imports: types are for the type checker alone.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from shared.contract import Size, Values


def run(inputs: Values, size: Size) -> Values:
    """Compute the outputs, by name, as JSON values."""
    from contextlib import suppress
    from dataclasses import asdict

    from shared.steps.flaky import TransientError, succeed_at_last

    counter, needed = Path(str(inputs["counter"])), int(str(inputs["needed"]))
    for _ in range(int(size["k"]) - 1):
        with suppress(TransientError):
            return asdict(succeed_at_last(counter, needed))
    return asdict(succeed_at_last(counter, needed))


if __name__ == "__main__":
    main(run)
