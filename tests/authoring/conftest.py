"""One run over all specimens, shared by every test that reads it."""

from __future__ import annotations

import pytest

from benchmarks.authoring.capabilities import CapabilityRow, try_capabilities
from benchmarks.authoring.mistakes import MistakeRow, try_mistakes
from benchmarks.authoring.sides import Side, find_sides


@pytest.fixture(scope="session")
def sides() -> tuple[Side, ...]:
    return find_sides()


@pytest.fixture(scope="session")
def mistake_rows(sides, tmp_path_factory) -> dict[tuple[str, str], MistakeRow]:
    rows = try_mistakes(sides, tmp_path_factory.mktemp("mistakes"))
    return {(row.case, row.side): row for row in rows}


@pytest.fixture(scope="session")
def capability_rows(sides, tmp_path_factory) -> dict[tuple[str, str], CapabilityRow]:
    rows = try_capabilities(sides, tmp_path_factory.mktemp("capabilities"))
    return {(row.case, row.side): row for row in rows}
