"""What a change costs: the logical lines and tokens by which a file differs from its base.

Compared is what is counted elsewhere: canonical text, without docstrings and without what serves the
harness. A line that was changed is one removed and one added.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, unified_diff

from benchmarks.authoring.canonical import canonical
from benchmarks.authoring.roles import Vocabulary, roles_of
from benchmarks.authoring.tinting import tint


@dataclass(frozen=True)
class Difference:
    """Added and removed, in logical lines and in tokens, and the lines themselves as a diff."""

    lines_added: int
    lines_removed: int
    tokens_added: int
    tokens_removed: int
    diff: str


@dataclass(frozen=True)
class _Counted:
    lines: tuple[str, ...]
    tokens: tuple[str, ...]


def difference(base: str, changed: str, vocabulary: Vocabulary) -> Difference:
    """Compare two sources of one side."""
    before, after = _counted(base, vocabulary), _counted(changed, vocabulary)
    lines_added, lines_removed = _added_and_removed(before.lines, after.lines)
    tokens_added, tokens_removed = _added_and_removed(before.tokens, after.tokens)
    shown = unified_diff(before.lines, after.lines, "before", "after", lineterm="", n=1)
    return Difference(lines_added, lines_removed, tokens_added, tokens_removed, "\n".join(shown))


def _counted(text: str, vocabulary: Vocabulary) -> _Counted:
    source = canonical(text)
    tinted = tint(source, vocabulary, roles_of(source.tree, vocabulary))
    written = source.text.splitlines()
    lines = tuple(written[number - 1] for number, each in tinted.lines if each != "harness")
    tokens = tuple(token.text for token, each in tinted.tokens if each != "harness")
    return _Counted(lines, tokens)


def _added_and_removed(before: Sequence[Hashable], after: Sequence[Hashable]) -> tuple[int, int]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    changed = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    added = sum(last - first for _, _, _, first, last in changed)
    return added, sum(last - first for _, first, last, _, _ in changed)
