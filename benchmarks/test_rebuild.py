"""The question `rebuild` of questions.toml, as pytest-benchmark shows it."""

from __future__ import annotations

from benchmarks.conftest import Ask


def test_rebuild(ask: Ask) -> None:
    ask("rebuild")
