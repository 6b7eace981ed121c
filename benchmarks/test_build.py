"""The question `build` of questions.toml, as pytest-benchmark shows it."""

from __future__ import annotations

from benchmarks.conftest import Ask


def test_build(ask: Ask) -> None:
    ask("build")
