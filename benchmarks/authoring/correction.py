"""A specimen's other versions: corrected, and as it was before an edit; both are told in the file itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from benchmarks.errors import UsageError


def corrected(source: str, correction: str, name: str) -> str:
    """Replace each block of ``-`` lines by the ``+`` lines that follow it.

    Raises :class:`~benchmarks.errors.UsageError` where a block is not in the source exactly once: the
    file was edited, its correction was not.
    """
    for old, new in _blocks(correction):
        found = source.count(f"\n{old}")
        if found != 1:
            raise UsageError(
                f"{name}: a block of CORRECTION is {found} times in the source; repair it: {old!r}"
            )
        source = source.replace(f"\n{old}", f"\n{new}")
    return source


def earlier(source: str, replaced: Mapping[str, str]) -> str:
    """The source before the edit: each text of today replaced by the one it replaced."""
    for today, before in replaced.items():
        source = source.replace(today, before)
    return source


def _blocks(correction: str) -> Iterator[tuple[str, str]]:
    old: list[str] = []
    new: list[str] = []
    for line in correction.strip("\n").splitlines():
        if line.startswith("-") and new:
            yield _joined(old), _joined(new)
            old, new = [], []
        (old if line.startswith("-") else new).append(line[1:])
    if old:
        yield _joined(old), _joined(new)


def _joined(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
