"""What many tests build on."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def raw_file(tmp_path: Path) -> Path:
    """Where a test's raw file goes."""
    return tmp_path / "raw.jsonl"
