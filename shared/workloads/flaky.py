"""A step that fails ``k - 1`` times, with as many retries."""

from __future__ import annotations

from pathlib import Path
from tempfile import gettempdir
from uuid import uuid4

from shared.comparison import first_mismatch
from shared.contract import Size, Values, Workload


def _inputs(size: Size) -> Values:
    # Another file for every call: two processes must never count in the same one.
    return {"counter": str(Path(gettempdir(), f"attempts-{uuid4().hex}")), "needed": size["k"]}


def _reference(inputs: Values, size: Size) -> Values:
    from contextlib import suppress
    from dataclasses import asdict

    from shared.steps.flaky import TransientError, succeed_at_last

    counter, needed = Path(str(inputs["counter"])), int(str(inputs["needed"]))
    for _ in range(int(size["k"]) - 1):
        with suppress(TransientError):
            return asdict(succeed_at_last(counter, needed))
    return asdict(succeed_at_last(counter, needed))


def _sizes(*attempts: int) -> tuple[Size, ...]:
    return tuple({"k": needed} for needed in attempts)


WORKLOAD = Workload(
    name="flaky",
    title="A step that fails before it succeeds, with retries",
    inputs=_inputs,
    reference=_reference,
    mismatch=first_mismatch,
    sizes={"quick": (), "standard": _sizes(1, 2, 3), "full": _sizes(1, 2, 3, 10)},
    step_count=lambda size: int(size["k"]),
)
