"""Register what ``questions.toml`` asks as what the next release asks: ``make register``."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from benchmarks.plan import questions
from benchmarks.record import registered
from benchmarks.record.registered import Release
from benchmarks.record.schema import Question


def registration(before: Release, asked: Iterable[Question], family: str) -> Release:
    """The release that asks this, and still knows the families of those before it."""
    families = [*before.families, *([] if family in before.families else [family])]
    return Release(families, {question.id: registered.decisive(question) for question in asked})


def main() -> None:
    """Write ``registered.json``."""
    told = registration(registered.release(), questions.load(), questions.family_sha256())
    registered.FILE.write_bytes(msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n")


if __name__ == "__main__":
    main()
