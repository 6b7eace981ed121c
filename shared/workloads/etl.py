"""Extract, read, join, aggregate and validate a record set: files and frames, two branches that meet."""

from __future__ import annotations

from shared.comparison import first_mismatch
from shared.contract import Size, Values, Workload
from shared.plain.etl import run as _reference


def _inputs(size: Size) -> Values:
    return {"rows": size["rows"]}


def _sizes(*rows: int) -> tuple[Size, ...]:
    return tuple({"rows": count} for count in rows)


WORKLOAD = Workload(
    name="etl",
    title="Read, join, aggregate and validate a record set",
    inputs=_inputs,
    reference=_reference,
    mismatch=first_mismatch,
    sizes={
        "quick": (),
        "standard": _sizes(1_000, 100_000),
        "full": _sizes(1_000, 100_000, 1_000_000, 10_000_000),
    },
    step_count=lambda size: 7,  # noqa: ARG005
    libraries=("pandas",),
)
