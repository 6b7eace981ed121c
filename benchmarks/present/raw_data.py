"""The raw data inside the page: whole if there is room, else the figures it rests on, else neither.

bzip2, because its output has not changed since its format was frozen, while deflate and LZMA differ from one
library version to the next: a page is the same bytes wherever it is rebuilt.
"""

from __future__ import annotations

import base64
import bz2
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec

from benchmarks.present.figures import count
from benchmarks.record.journal import encoded
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Line

_BEST_RATIO = 30
"""No raw file compresses better than this, so a larger one need not be tried."""
_LEAST_BYTES = 1.5
"""A sample never takes less, even rounded to one figure; without so much room nothing is tried."""
_ROUNDED = 4
"""Significant digits where the exact figures find no room."""


@dataclass(frozen=True)
class Embedded:
    """A file to download from the page."""

    name: str
    what: str
    content: str
    """Base64."""
    size_bytes: int
    sha256: str
    """Of the file before compression."""


def embed(progress: Progress, room_bytes: int) -> Embedded | None:
    """The most complete form that fits into so many bytes of page."""
    if room_bytes < _LEAST_BYTES * sum(map(len, progress.samples.values())):
        return None
    for name, what, write in _FORMS:
        text = b"".join(write(progress))
        if len(text) > room_bytes * _BEST_RATIO:
            continue
        packed = base64.b64encode(bz2.compress(text))
        if len(packed) <= room_bytes:
            digest = hashlib.sha256(text).hexdigest()
            return Embedded(f"{name}.bz2", what, packed.decode("ascii"), len(text), digest)
    return None


def raw_lines(progress: Progress) -> Iterator[Line]:
    """Every line that the progress was replayed from: same contents, grouped by what they are about."""
    yield progress.header
    yield from progress.tables
    yield from progress.references
    ended = {
        (block.cell, block.block, block.attempt): block
        for found in progress.blocks.values()
        for block in found
    }
    for key, samples in progress.samples.items():
        yield from samples.values()
        if key in ended:
            yield ended.pop(key)
    yield from ended.values()
    for dropped in progress.dropped.values():
        yield from dropped.values()
    yield from progress.stops.values()
    yield from progress.notes
    if progress.end is not None:
        yield progress.end


def _whole(progress: Progress) -> Iterator[bytes]:
    return map(encoded, raw_lines(progress))


def _figures(progress: Progress, shown: Callable[[float], str]) -> Iterator[bytes]:
    """One line a sample: cell, block, attempt, contender, status, then what the questions ask for."""
    header = progress.header
    metrics = list(dict.fromkeys(question.metric for question in header.questions))
    cells = {cell.id: number for number, cell in enumerate(header.cells)}
    names = {contender.name: number for number, contender in enumerate(header.contenders)}
    yield msgspec.json.encode({"cells": list(cells), "contenders": list(names), "metrics": metrics}) + b"\n"
    yield b"cell,block,attempt,contender,status,metrics\n"
    for (cell, block, attempt), samples in progress.samples.items():
        for sample in samples.values():
            known = [shown(sample.metrics[name]) if name in sample.metrics else "" for name in metrics]
            told = [
                cells.get(cell, cell),
                block,
                attempt,
                names.get(sample.contender, sample.contender),
                sample.status,
            ]
            yield (",".join(map(str, [*told, *known])) + "\n").encode("utf-8", "replace")


def _exact(progress: Progress) -> Iterator[bytes]:
    return _figures(progress, count)


def _rounded(progress: Progress) -> Iterator[bytes]:
    return _figures(progress, lambda value: f"{value:.{_ROUNDED}g}")


_FORMS: tuple[tuple[str, str, Callable[[Progress], Iterator[bytes]]], ...] = (
    ("raw.jsonl", "the whole raw file", _whole),
    ("figures.csv", "every sample's figures; the raw file itself is larger than this page may be", _exact),
    (
        "figures-rounded.csv",
        "every sample's figures, rounded; the raw file itself is larger than this page may be",
        _rounded,
    ),
)
