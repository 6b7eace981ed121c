"""The question `step` of questions.toml, as pytest-benchmark shows it."""

from __future__ import annotations

from benchmarks.conftest import Ask


def test_step(ask: Ask) -> None:
    ask("step")
