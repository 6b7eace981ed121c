"""A cached step is run, something is changed, and it is run again, and left out or not, rightly or not.

This one is a table, not a race. A row is one change, and how much of the cache's key the author has told:

``least``
    the least that turns the SDK's local cache on;
``key``
    the author writes the key, instead of the SDK;
``most``
    whatever the SDK offers to let the key see data and code.

Every contender recomputes in plain Python what the second run should give (``recomputed``), so ``hit`` and
``verdict`` are observations: a stale result is what the table is for, and no mismatch.
"""

from __future__ import annotations

from shared.comparison import first_mismatch
from shared.contract import Size, Values, Workload
from shared.plain.cached import run as _reference
from shared.steps.rerun import CHANGES

WAYS = ("least", "key", "most")
COMPARED = ("first", "recomputed")


def _inputs(size: Size) -> Values:
    return {"change": size["case"]}


def _mismatch(expected: Values, actual: Values) -> str | None:
    if missing := [name for name in expected if name not in actual]:
        return f"{missing[0]}: expected {expected[missing[0]]}, got no such output"
    if actual["verdict"] == "wrong":
        return f"value: expected {actual['recomputed']} of a step that ran, got {actual['value']}"
    return first_mismatch(_compared(expected), _compared(actual))


def _compared(side: Values) -> Values:
    return {name: side[name] for name in COMPARED}


def _sizes(*ways: str) -> tuple[Size, ...]:
    return tuple({"way": way, "case": case} for way in ways for case in CHANGES)


WORKLOAD = Workload(
    name="cached",
    title="Rerun a cached step after a change",
    inputs=_inputs,
    reference=_reference,
    mismatch=_mismatch,
    sizes={"quick": (), "standard": _sizes("least"), "full": _sizes(*WAYS)},
    step_count=lambda size: 1,  # noqa: ARG005
    observed=("hit", "verdict", "first", "value", "recomputed"),
    timed=False,
)
