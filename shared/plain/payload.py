"""One value of a given kind and size from a step that makes it to a step that reports what arrived."""

from __future__ import annotations

from shared.plain import main

# A script pays for what it imports: types are for the type checker alone.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from shared.contract import Size, Values


def run(inputs: Values, size: Size) -> Values:
    """Compute the outputs, by name, as JSON values."""
    from dataclasses import asdict

    return asdict(KINDS[str(size["kind"])](int(str(inputs["size_bytes"]))))


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


KINDS: dict[str, Callable[[int], Any]] = {
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


if __name__ == "__main__":
    main(run)
