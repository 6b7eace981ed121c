"""The question `compile` of questions.toml, as pytest-benchmark shows it."""

from __future__ import annotations

from benchmarks.conftest import Ask


def test_compile(ask: Ask) -> None:
    ask("compile")
