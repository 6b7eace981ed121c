"""The question `rerun` of questions.toml, as pytest-benchmark shows it."""

from __future__ import annotations

from benchmarks.conftest import Ask


def test_rerun(ask: Ask) -> None:
    ask("rerun")
