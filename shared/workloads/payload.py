"""One value of a given kind and size from a step that makes it to a step that reports what arrived.

``digest`` and ``length`` must equal the reference's. ``fidelity`` tells what a value carries beside its
content (types, index, names); an SDK that loses some of it still did the work, so it is reported and never
a mismatch. Two kinds are there for nothing else, ``wide_int_list`` and ``placeholder_string``: some SDK
changes their very values, and ``fidelity`` tells how.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shared.comparison import first_mismatch
from shared.contract import Size, Values, Workload

KIBIBYTE, MEBIBYTE, GIBIBYTE = 1 << 10, 1 << 20, 1 << 30
OBSERVED = frozenset({"fidelity"})
"""Outputs that are results of their own, and not compared."""

PARAMETERS = (KIBIBYTE, 8 * KIBIBYTE, 64 * KIBIBYTE, 256 * KIBIBYTE, MEBIBYTE)
"""Lists and text, which travel as parameters: both sides of the 128 KiB that one argument may have."""
FILES = (KIBIBYTE, MEBIBYTE, 64 * MEBIBYTE)
"""What travels as files."""


def _inputs(size: Size) -> Values:
    return {"size_bytes": size["bytes"]}


def _reference(inputs: Values, size: Size) -> Values:
    from dataclasses import asdict

    return asdict(_KINDS[str(size["kind"])](int(str(inputs["size_bytes"]))))


def _int_list(size_bytes: int) -> Any:
    from shared.steps.payload_numbers import make_numbers, report_numbers

    return report_numbers(make_numbers(size_bytes))


def _wide_int_list(size_bytes: int) -> Any:
    from shared.steps.payload_numbers import make_wide_numbers, report_wide_numbers

    return report_wide_numbers(make_wide_numbers(size_bytes))


def _string(size_bytes: int) -> Any:
    from shared.steps.payload_text import make_text, report_text

    return report_text(make_text(size_bytes))


def _placeholder_string(size_bytes: int) -> Any:
    from shared.steps.payload_text import make_placeholder_text, report_placeholder_text

    return report_placeholder_text(make_placeholder_text(size_bytes), size_bytes)


def _frame(size_bytes: int) -> Any:
    from shared.steps.payload_frame import make_frame, report_frame

    return report_frame(make_frame(size_bytes))


def _nanosecond_frame(size_bytes: int) -> Any:
    from shared.steps.payload_frame import make_nanosecond_frame, report_frame

    return report_frame(make_nanosecond_frame(size_bytes))


def _file(size_bytes: int) -> Any:
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from shared.steps.payload_files import make_file, report_file

    with TemporaryDirectory() as directory:
        make_file(size_bytes, Path(directory, "payload.bin"))
        return report_file(Path(directory, "payload.bin"))


def _directory(size_bytes: int) -> Any:
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from shared.steps.payload_files import make_directory, report_directory

    with TemporaryDirectory() as directory:
        make_directory(size_bytes, Path(directory, "payload"))
        return report_directory(Path(directory, "payload"))


def _model(size_bytes: int) -> Any:
    from shared.steps.payload_model import make_model, report_model

    return report_model(make_model(size_bytes))


_KINDS: dict[str, Callable[[int], Any]] = {
    "int_list": _int_list,
    "wide_int_list": _wide_int_list,
    "string": _string,
    "placeholder_string": _placeholder_string,
    "frame": _frame,
    "nanosecond_frame": _nanosecond_frame,
    "file": _file,
    "directory": _directory,
    "model": _model,
}
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
