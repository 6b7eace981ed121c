"""A step that fails ``k - 1`` times, with as many retries."""

from __future__ import annotations

from pathlib import Path
from tempfile import gettempdir
from uuid import uuid4

from shared.comparison import first_mismatch
from shared.contract import Size, Values, Workload
from shared.plain.flaky import run as _reference


def _inputs(size: Size) -> Values:
    # Another file for every call: two processes must never count in the same one.
    return {"counter": str(Path(gettempdir(), f"attempts-{uuid4().hex}")), "needed": size["k"]}


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
