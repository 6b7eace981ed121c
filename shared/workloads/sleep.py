"""``n`` steps that only wait, none needing another: how many of them a runner really runs at a time.

``form`` says how they are written: ``explicit``, each on its own, or ``native``, by the construct that the
SDK has for one step a value. The output ``intervals`` is a measurement, so two runs never agree on it; from
it :func:`most_at_once` and :func:`mean_at_once` tell the parallelism.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from shared.comparison import first_mismatch
from shared.contract import Size, Values, Workload
from shared.plain.sleep import run as _reference

Intervals = Sequence[Sequence[float]]
"""Start and end of each wait, in seconds."""


def most_at_once(intervals: Intervals) -> int:
    """Return the largest number of waits under way at one moment; one that ends as another starts is over."""
    changes = sorted(change for start, end in intervals for change in ((start, 1), (end, -1)))
    running = most = 0
    for _, change in changes:
        running += change
        most = max(most, running)
    return most


def mean_at_once(intervals: Intervals) -> float:
    """Return the time waited in all, over the time from the first start to the last end: 1 is one by one."""
    waited = sum(end - start for start, end in intervals)
    return waited / (max(end for _, end in intervals) - min(start for start, _ in intervals))


def _inputs(size: Size) -> Values:  # noqa: ARG001
    return {}


def _mismatch(expected: Values, actual: Values) -> str | None:
    counted = ({"count": expected["count"]}, {name: actual[name] for name in actual if name != "intervals"})
    return first_mismatch(*counted) or _missing_wait(expected, actual)


def _missing_wait(expected: Values, actual: Values) -> str | None:
    """Every step must have waited; the clock may be set back a little meanwhile, hence half of the time."""
    asked = cast("Intervals", expected["intervals"])
    waited = cast("Intervals", actual.get("intervals", ()))
    if len(asked) != len(waited):
        return f"intervals: expected {len(asked)} of them, got {len(waited)}"
    least = min((end - start for start, end in asked), default=0.0) / 2
    short = [end - start for start, end in waited if end - start < least]
    return f"intervals: expected waits of at least {least:.3f} s, got {short[0]:.3f} s" if short else None


def _sizes(seconds: float, *widths: int) -> tuple[Size, ...]:
    forms = ("explicit", "native")
    return tuple({"form": form, "n": width, "seconds": seconds} for width in widths for form in forms)


WORKLOAD = Workload(
    name="sleep",
    title="Steps that wait, to see how many run at a time",
    inputs=_inputs,
    reference=_reference,
    mismatch=_mismatch,
    sizes={"quick": (), "standard": _sizes(0.5, 4), "full": _sizes(1.0, 2, 4, 8, 16)},
    step_count=lambda size: int(size["n"]) + 1,
)
