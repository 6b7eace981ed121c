"""What every specimen was last seen to do, beside this file; run it as a script to record it anew.

    python tests/authoring/expectations.py mistakes
    python tests/authoring/expectations.py capabilities

Review the difference before committing it: it is how an SDK's upgrade changes the tables.
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.authoring.mistakes import MistakeRow, try_mistakes
from benchmarks.authoring.sides import find_sides

HERE = Path(__file__).parent
Expected = Mapping[str, Mapping[str, str]]
"""Case to side to what is expected, in one line of text."""


def of_mistake(row: MistakeRow) -> str:
    """The part of a row that is expected to stay: not the message's words, nor any time."""
    named = f"step {row.named.step}, argument {row.named.argument}, line {row.named.line}"
    stage = (
        row.stage if row.stage == row.stage_without_mypy else f"{row.stage}, then {row.stage_without_mypy}"
    )
    return f"{stage}: {row.effect} {row.exception} ({named})"


def recorded(kind: str) -> Expected:
    """The committed expectations."""
    return tomllib.loads((HERE / f"expected_{kind}.toml").read_text(encoding="utf-8"))


def as_toml(lines: Iterable[tuple[str, str, str]]) -> str:
    """(case, side, expected) in order of case, one table a case."""
    text, last = "", ""
    for case, side, expected in lines:
        if case != last:
            text += f"\n[{case}]\n"
        text += f"{side} = '{expected}'\n"
        last = case
    return text.lstrip()


def main(kind: str) -> None:
    directory = Path(tempfile.mkdtemp())
    rows = {"mistakes": (try_mistakes, of_mistake)}
    probe, project = rows[kind]
    lines = [(row.case, row.side, project(row)) for row in probe(find_sides(), directory)]
    (HERE / f"expected_{kind}.toml").write_text(as_toml(lines), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
