"""The question `import` of questions.toml, as pytest-benchmark shows it."""

from __future__ import annotations

from benchmarks.conftest import Ask


def test_import(ask: Ask) -> None:
    ask("import")
