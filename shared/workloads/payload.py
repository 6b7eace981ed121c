"""One value of a given kind and size from a step that makes it to a step that reports what arrived.

``digest`` and ``length`` must equal the reference's. ``fidelity`` tells what a value carries beside its
content (types, index, names); an SDK that loses some of it still did the work, so it is reported and never
a mismatch. Two kinds are there for nothing else, ``wide_int_list`` and ``placeholder_string``: some SDK
changes their very values, and ``fidelity`` tells how.
"""

from __future__ import annotations

from shared.comparison import first_mismatch
from shared.contract import Size, Values, Workload
from shared.plain.payload import KINDS as _KINDS
from shared.plain.payload import run as _reference

KIBIBYTE, MEBIBYTE, GIBIBYTE = 1 << 10, 1 << 20, 1 << 30
OBSERVED = frozenset({"fidelity"})
"""Outputs that are results of their own, and not compared."""

PARAMETERS = (KIBIBYTE, 8 * KIBIBYTE, 64 * KIBIBYTE, 256 * KIBIBYTE, MEBIBYTE)
"""Lists and text, which travel as parameters: both sides of the 128 KiB that one argument may have."""
FILES = (KIBIBYTE, MEBIBYTE, 64 * MEBIBYTE)
"""What travels as files."""


def _inputs(size: Size) -> Values:
    return {"size_bytes": size["bytes"]}


KINDS = tuple(_KINDS)


def _mismatch(expected: Values, actual: Values) -> str | None:
    if missing := sorted((OBSERVED & expected.keys()) - actual.keys()):
        return f"{missing[0]}: expected a report, got none"
    return first_mismatch(_compared(expected), _compared(actual))


def _compared(side: Values) -> Values:
    return {name: value for name, value in side.items() if name not in OBSERVED}


def _sizes(parameters: tuple[int, ...], files: tuple[int, ...]) -> tuple[Size, ...]:
    by_kind = {
        "int_list": parameters,
        "string": parameters,
        **dict.fromkeys(("wide_int_list", "placeholder_string", "nanosecond_frame"), parameters[:1]),
        **dict.fromkeys(("frame", "file", "directory", "model"), files),
    }
    cells: list[Size] = [{"kind": kind, "bytes": size} for kind, sizes in by_kind.items() for size in sizes]
    return tuple(sorted(cells, key=lambda cell: int(cell["bytes"])))


WORKLOAD = Workload(
    name="payload",
    title="Hand one value of a given kind and size from step to step",
    inputs=_inputs,
    reference=_reference,
    mismatch=_mismatch,
    sizes={
        "quick": (),
        "standard": _sizes(PARAMETERS[:4], FILES[:2]),
        "full": _sizes((*PARAMETERS, 8 * MEBIBYTE), (*FILES, GIBIBYTE)),
    },
    step_count=lambda size: 2,  # noqa: ARG005
    libraries=("pandas", "sklearn.neighbors"),
    observed=tuple(sorted(OBSERVED)),
)
