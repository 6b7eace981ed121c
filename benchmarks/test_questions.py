"""Every timed question of questions.toml, as pytest-benchmark shows it."""

from __future__ import annotations

from benchmarks.conftest import Ask


def test_question(ask: Ask, question: str, workload: str) -> None:
    """One question to one contender: a new entry of questions.toml takes part by itself."""
    ask(question, workload)
