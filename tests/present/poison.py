"""A campaign with a text of one's choice wherever a raw file has texts."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from benchmarks.record.schema import Line, Note, Table
from tests.present.known_truth import known_truth


def poisoned(text: str) -> Iterator[Line]:
    """The known truth with ``text`` in every place that a raw file has for texts."""
    for line in known_truth():
        yield msgspec.convert(_poison(msgspec.to_builtins(line), text), type=Line)
    yield Note(text, text)
    yield Table(text, [{text: text, "n": None, "deep": {text: [text]}}])
    yield Table(
        "mistakes", [{"case": text, "side": text, "stage": text, "message": text, "named": {text: "message"}}]
    )
    yield Table("capabilities", [{"case": text, "side": "alpha", "verdict": text, "evidence": text}])
    yield Table("changes", [{"case": text, "side": text, "lines": 3, "diff": text}])
    yield Table("cached", [{"case": text, "side": text, "verdict": "stale", "hit": True}])


KEPT = {"type", "status", "unit", "better", "bytecode", "meter", "probe", "metric", "metrics", "target"}


def _poison(value: object, text: str) -> object:
    """``text`` at the end of every string, the same everywhere, so that names still meet."""
    if isinstance(value, str):
        return value + text
    if isinstance(value, dict):
        return {key: inner if key in KEPT else _poison(inner, text) for key, inner in value.items()}
    if isinstance(value, list):
        return [_poison(inner, text) for inner in value]
    return value
