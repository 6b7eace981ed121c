"""What every specimen was last seen to do, beside this file; run it as a script to record it anew.

    python tests/authoring/expectations.py mistakes
    python tests/authoring/expectations.py capabilities
    python tests/authoring/expectations.py changes

Review the difference before committing it: it is how an SDK's upgrade changes the tables.
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.authoring.capabilities import CapabilityRow, try_capabilities
from benchmarks.authoring.changes import ChangeRow, try_changes
from benchmarks.authoring.mistakes import MistakeRow, try_mistakes
from benchmarks.authoring.sides import every_side

HERE = Path(__file__).parent
Expected = Mapping[str, Mapping[str, list[str]]]
"""Case to side to what is expected, in one line of text; several where an SDK does not always do the same."""


def of_mistake(row: MistakeRow) -> str:
    """The part of a row that is expected to stay: not the message's words, nor any time."""
    named = f"step {row.named.step}, argument {row.named.argument}, line {row.named.line}"
    stages = dict.fromkeys((row.stage, row.stage_without_mypy))
    return f"{', then '.join(stages)}: {row.effect} {row.exception} ({named})"


def recorded(kind: str) -> Expected:
    """The committed expectations of the sides that take part; engines on request do not by themselves."""
    text = (HERE / f"expected_{kind}.toml").read_text(encoding="utf-8")
    taking_part = {side.name for side in every_side()}
    return {
        case: {
            side: [one] if isinstance(one, str) else one for side, one in sides.items() if side in taking_part
        }
        for case, sides in tomllib.loads(text).items()
    }


def as_toml(lines: Iterable[tuple[str, str, str]], before: Expected) -> str:
    """(case, side, seen) in order of case, one table a case; what is one of several expected stays so."""
    text, last = "", ""
    for case, side, seen in lines:
        if case != last:
            text += f"\n[{case}]\n"
        known = before.get(case, {}).get(side, [])
        text += f"{side} = {known}\n" if len(known) > 1 and seen in known else f"{side} = '{seen}'\n"
        last = case
    return text.lstrip()


def of_capability(row: CapabilityRow) -> str:
    """The verdict and what the workaround costs; not the evidence's words."""
    return f"{row.verdict}, {row.extra_lines} extra"


def of_change(row: ChangeRow) -> str:
    """What it costs and where its effect was seen."""
    cost = row.cost
    lines = f"+{cost.lines_added} -{cost.lines_removed} lines"
    tokens = f"+{cost.tokens_added} -{cost.tokens_removed} tokens"
    return f"{row.effect}: {lines}, {tokens}, {row.files} files"


def seen(kind: str, directory: Path) -> list[tuple[str, str, str]]:
    if kind == "mistakes":
        return [(row.case, row.side, of_mistake(row)) for row in try_mistakes(every_side(), directory)]
    if kind == "changes":
        return [(row.case, row.side, of_change(row)) for row in try_changes(every_side(), directory)]
    return [(row.case, row.side, of_capability(row)) for row in try_capabilities(every_side(), directory)]


def main(kind: str) -> None:
    lines = seen(kind, Path(tempfile.mkdtemp()))
    path = HERE / f"expected_{kind}.toml"
    path.write_text(as_toml(lines, recorded(kind) if path.exists() else {}), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
