"""Printed text uses the words of the glossary in short sentences, and none that were retired."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.cli import VERBS

ROOT = Path(__file__).parents[2]
RETIRED = (
    "Mind:",
    "Hold a change",
    "takes no further part",
    "Not to be had",
    "not noticeable",
)
"""Wordings that readers stumbled over; a better one has taken each one's place."""
WRITTEN = ("index", "tutorial", "glossary", "results-schema", "exit-status")
LONGEST = 25
"""Words of a sentence in a page that somebody reads from the beginning."""


def sentences(text: str) -> list[str]:
    """Sentences outside of code and tables."""
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    lines = [line for line in text.splitlines() if not line.startswith(("|", "#"))]
    prose = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", "\n".join(lines))
    return [part for part in re.split(r"(?<=[.?:!])\s+|\n\s*\n", prose) if part.strip()]


def test_no_printed_text_has_a_retired_wording() -> None:
    files = [
        *(ROOT / "benchmarks").rglob("*.py"),
        *(ROOT / "benchmarks").rglob("*.jinja"),
        ROOT / "README.md",
    ]
    files += [*(ROOT / "docs").glob("*.md")]
    found = [
        (file.relative_to(ROOT).as_posix(), word)
        for file in files
        for word in RETIRED
        if word in file.read_text(encoding="utf-8")
    ]
    assert found == []


def test_sentences_of_pages_for_beginners_are_short() -> None:
    found = [
        (name, one)
        for name in WRITTEN
        for one in sentences((ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8"))
        if len(one.split()) > LONGEST
    ]
    assert found == []


def test_a_verb_is_told_in_one_short_sentence() -> None:
    assert [line for line in VERBS.values() if len(line.split()) > LONGEST or not line.endswith(".")] == []


def test_the_glossary_is_in_order_and_explains_what_the_first_screen_says() -> None:
    rows = re.findall(
        r"^\| ([^|]+) \| [^|]+ \|$", (ROOT / "docs/glossary.md").read_text(), flags=re.MULTILINE
    )[1:]
    words = [row for row in rows if not row.startswith("---")]
    assert words == sorted(words, key=str.lower)
    assert {"block", "lane", "not proven", "same", "too small to notice"} <= set(words)
