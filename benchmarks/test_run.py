"""The question `run` of questions.toml, as pytest-benchmark shows it."""

from __future__ import annotations

from benchmarks.conftest import Ask


def test_run(ask: Ask) -> None:
    ask("run")
