"""Say where files are in words that mean the same on every machine: raw files are read elsewhere."""

from __future__ import annotations

import dataclasses
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from benchmarks.measure.probe_process import ProbeResponse
from benchmarks.record.schema import Sample

_HARNESS = Path(__file__).parents[2]
_LIBRARIES = r"/lib(?:64)?/python[\d.]+/site-packages"
_STANDARD = r"/lib(?:64)?/python[\d.]+"
KnownPath = tuple[re.Pattern[str], str]


def places_of(python: Path, roots: Sequence[Path] = (), room: Path | None = None) -> tuple[KnownPath, ...]:
    """What to look for, and what to say instead: the room, an environment, its Python, our code, the user."""
    environment, base = python.parent.parent, python.resolve().parent.parent
    named = [
        *((folder, "", "room") for folder in [room] if folder),
        (environment, _LIBRARIES, "site-packages"),
        (base, _LIBRARIES, "site-packages"),
        (base, _STANDARD, "python"),
        *((root, "", "") for root in roots),
        (environment, "", "environment"),
        (_HARNESS, "", ""),
        (Path.cwd(), "", ""),
        (Path.home(), "", "~"),
        (Path(tempfile.gettempdir()), "", "tmp"),
    ]
    return tuple(_place(folder, tail, name) for folder, tail, name in named if folder != Path("/"))


def named(text: str, places: Iterable[KnownPath]) -> str:
    """The text with those places named instead of told by their paths."""
    for pattern, name in places:
        text = pattern.sub(name, text)
    return text


def without_places(sample: Sample, places: Sequence[KnownPath]) -> Sample:
    """The sample with every text that a process wrote told that way."""
    return replace(
        sample,
        reason=named(sample.reason, places),
        stderr_tail=named(sample.stderr_tail, places),
        notes=_each(sample.notes, places),
        unsupported=_each(sample.unsupported, places),
    )


def asked_without_places(asked: ProbeResponse, places: Sequence[KnownPath]) -> ProbeResponse:
    """What a process answered, with the texts of its reasons told that way; outputs are left alone."""
    told: dict[str, Any] = {
        name: _each(texts, places)
        for name, texts in asked.response.items()
        if name in ("unsupported", "notes") and isinstance(texts, dict)
    }
    for name in ("refused", "raised_as"):
        if isinstance(text := asked.response.get(name), str):
            told[name] = named(text, places)
    outcome = dataclasses.replace(
        asked.outcome,
        stdout_tail=named(asked.outcome.stdout_tail, places),
        stderr_tail=named(asked.outcome.stderr_tail, places),
    )
    return dataclasses.replace(asked, outcome=outcome, response={**asked.response, **told})


def _each(texts: Mapping[str, str], places: Sequence[KnownPath]) -> dict[str, str]:
    return {key: named(text, places) for key, text in texts.items()}


def _place(folder: Path, tail: str, name: str) -> KnownPath:
    """A folder as it is called or as it resolves, with the slash after it or at the end of the text."""
    spellings = "|".join(sorted({re.escape(str(folder)), re.escape(str(folder.resolve()))}))
    if name:
        return re.compile(rf"(?<![\w.-])(?:{spellings}){tail}(?![\w.-])"), name
    return re.compile(rf"(?<![\w.-])(?:{spellings})/"), ""
