"""The question `cli-run` of questions.toml, as pytest-benchmark shows it."""

from __future__ import annotations

from benchmarks.conftest import Ask


def test_cli_run(ask: Ask) -> None:
    ask("cli-run")
