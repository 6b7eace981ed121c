"""The question `load` of questions.toml, as pytest-benchmark shows it."""

from __future__ import annotations

from benchmarks.conftest import Ask


def test_load(ask: Ask) -> None:
    ask("load")
