"""What the release registers: by which figures and margins its verdicts are reached, and for which family.

``questions.toml`` may be edited before a campaign; then the plan says what was changed, and the report is
marked exploratory. A question that is added and is no headline changes nothing that is registered.
``registered.json`` is what a release asked; ``make register`` writes it from ``questions.toml`` when the next
release asks something else, and no hand does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from benchmarks.record.schema import Header, Question

FILE = Path(__file__).with_name("registered.json")


class Registered(Struct, frozen=True, forbid_unknown_fields=True):
    """What decides the verdict on a question, with the names that ``questions.toml`` has for it."""

    probe: str
    metric: str
    meter: str
    better: str
    margin: float
    noticeable: float | None
    headline: str
    target: str = "local"


class Release(Struct, frozen=True, forbid_unknown_fields=True):
    """What was registered so far."""

    families: list[str]
    """Digests of released headline families, for raw files whose plan does not yet say what was changed."""
    questions: dict[str, Registered]
    """By name, as the latest release asks them."""


@cache
def release() -> Release:
    """The release that this harness is of."""
    return msgspec.json.decode(FILE.read_bytes(), type=Release)


def decisive(question: Question) -> Registered:
    """What of a question decides its verdict."""
    return Registered(**{name: getattr(question, name) for name in Registered.__struct_fields__})


def changes(asked: Iterable[Question]) -> list[str]:
    """What a whole ``questions.toml`` says otherwise than the release, in words; empty for nothing."""
    return list(_changes({question.id: decisive(question) for question in asked}))


def _changes(found: dict[str, Registered]) -> Iterator[str]:
    questions = release().questions
    for name, registered in questions.items():
        present = found.get(name)
        if present is None:
            yield f"{name} was taken out"
            continue
        for field in Registered.__struct_fields__:
            before, now = getattr(registered, field), getattr(present, field)
            if before != now:
                yield f"{name}: {field} {_word(now)} instead of {_word(before)}"
    for name, added in found.items():
        if name not in questions and added.headline:
            yield f"{name} was added to the headline family"


def _word(value: object) -> str:
    return "none" if value in (None, "") else f"{value:g}" if isinstance(value, float) else str(value)


def changed(header: Header) -> list[str]:
    """What was changed before this campaign; empty where its family and margins are a release's."""
    if header.changed is not None:
        return header.changed
    return (
        [] if header.questions_sha256 in release().families else ["its headline family is none of a release"]
    )


def family(header: Header) -> list[str]:
    """The headline questions that verdicts are corrected for together, whether or not they were measured."""
    if header.family is not None:
        return header.family
    return [question.id for question in header.questions if question.headline]
