"""What a pipeline's file costs to write, counted as the report counts our own implementations."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from benchmarks.authoring.canonical import canonical, logical_lines
from benchmarks.authoring.code_cost import count_source, vocabulary_of
from benchmarks.authoring.sides import every_side

Counts = Mapping[str, int]


def count(engine: str, file: Path) -> Counts:
    """Logical lines and more of one Python file; empty for anything that is not Python."""
    try:
        text = file.read_text(encoding="utf-8")
        lines = logical_lines(canonical(text).tree)
    except (SyntaxError, ValueError):
        return {}
    side = next((one for one in every_side() if one.name == engine), None)
    if side is None:
        return {"logical lines": lines}
    row = count_source(engine, file.stem, text, vocabulary_of(side), 0)
    return {
        "logical lines": lines,
        "lines of the SDK": row.lines["sdk"],
        "names of the SDK": len(row.sdk_names),
        "decorators": row.decorators,
        "imports inside steps": row.imports_inside,
    }
