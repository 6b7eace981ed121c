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
    """In logical lines and in tokens: touched, and of these added and removed; and the lines as a diff.

    What one place lost and what took its place are touched once, whichever of the two is more.
    """

    lines: int
    lines_added: int
    lines_removed: int
    tokens: int
    tokens_added: int
    tokens_removed: int
    diff: str


@dataclass(frozen=True)
class _Counted:
    lines: tuple[str, ...]
    tokens: tuple[str, ...]


def difference(
    base: str, changed: str, vocabulary: Vocabulary, changed_vocabulary: Vocabulary | None = None
) -> Difference:
    """Compare two sources of one side; with a second vocabulary, one of each of two sides."""
    before, after = _counted(base, vocabulary), _counted(changed, changed_vocabulary or vocabulary)
    lines = _touched_added_removed(before.lines, after.lines)
    tokens = _touched_added_removed(before.tokens, after.tokens)
    shown = unified_diff(before.lines, after.lines, "before", "after", lineterm="", n=1)
    return Difference(*lines, *tokens, "\n".join(shown))


def _counted(text: str, vocabulary: Vocabulary) -> _Counted:
    source = canonical(text)
    tinted = tint(source, vocabulary, roles_of(source.tree, vocabulary))
    written = source.text.splitlines()
    lines = tuple(written[number - 1] for number, each in tinted.lines if each != "harness")
    tokens = tuple(token.text for token, each in tinted.tokens if each != "harness")
    return _Counted(lines, tokens)


def _touched_added_removed(before: Sequence[Hashable], after: Sequence[Hashable]) -> tuple[int, int, int]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    places = [
        (now_last - now_first, then_last - then_first)
        for kind, then_first, then_last, now_first, now_last in matcher.get_opcodes()
        if kind != "equal"
    ]
    return sum(map(max, places)), sum(added for added, _ in places), sum(removed for _, removed in places)
