"""``python -m tests.fuzz SECONDS``: try bad input for so long, count, and write docs/robustness.md."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.fuzz import arguments, pipelines, raw_files, surroundings
from tests.fuzz.tally import Tally, page

REPOSITORY = Path(__file__).parents[2]
PAGE = REPOSITORY / "docs" / "robustness.md"
Kind = Callable[[Path, float, Tally], None]
KINDS: tuple[tuple[str, str, float, Kind], ...] = (
    ("raw files", "`report` and `compare` of a raw file with one to four random edits", 0.2, raw_files.run),
    ("arguments", "verbs with random options and values", 0.1, arguments.run),
    ("surroundings", "closed streams, locales, limits, full and missing places", 0.45, surroundings.run),
    ("pipelines", "`fvk yours` with every file of `tests/hostile`", 0.25, pipelines.run),
)
"""What is tried, in words, its share of the time, and what tries it until a moment of the monotonic clock."""


def main(seconds: float) -> int:
    """Try every kind; the exit status says whether anything misbehaved."""
    tallies = []
    for name, told, share, run in KINDS:
        tally = Tally(name, told)
        with tempfile.TemporaryDirectory(prefix="fvk-fuzz-") as folder:
            run(Path(folder), time.monotonic() + share * seconds, tally)
        tallies.append(tally)
        print(
            f"{name}: {tally.tried} tried, {tally.refused} refused properly, {len(tally.misbehaved)} misbehaved"
        )
        for case in tally.misbehaved[:20]:
            print(f"  {case}")
    PAGE.write_text(page(tallies, seconds), encoding="utf-8")
    return any(tally.misbehaved for tally in tallies)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 120.0))
