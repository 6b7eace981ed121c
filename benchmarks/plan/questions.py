"""Read ``questions.toml``: what is asked, fixed before anything is measured."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from benchmarks.errors import UsageError
from benchmarks.plan import arguments
from benchmarks.record.schema import Question

FILE = Path(__file__).parent.parent / "questions.toml"


class _Questions(msgspec.Struct, forbid_unknown_fields=True):
    question: list[Question]


def load(file: Path = FILE) -> tuple[Question, ...]:
    """All questions in the order of the file; a malformed entry raises :class:`UsageError`."""
    try:
        questions = msgspec.toml.decode(file.read_bytes(), type=_Questions).question
    except (OSError, msgspec.DecodeError) as error:
        raise UsageError(f"{file.name}: {error}") from error
    names = [question.id for question in questions]
    if twice := {name for name in names if names.count(name) > 1}:
        raise UsageError(f"{file.name}: two questions are called {min(twice)!r}; rename one")
    return tuple(questions)


def select(questions: tuple[Question, ...], wanted: list[str]) -> tuple[Question, ...]:
    """The questions named in ``wanted`` (all for none), or :class:`UsageError` naming the unknown one."""
    known = {question.id for question in questions}
    names = arguments.names(wanted)
    for name in names:
        if name not in known:
            raise UsageError(f"--question {name}: no such question; there are {', '.join(sorted(known))}")
    return tuple(question for question in questions if not names or question.id in names)


def family_sha256(file: Path = FILE) -> str:
    """Digest of the headline family and its margins, by which raw files can be told apart."""
    family = [
        (
            question.id,
            question.headline,
            question.metric,
            question.margin,
            question.noticeable,
            question.better,
        )
        for question in load(file)
        if question.headline
    ]
    return hashlib.sha256(msgspec.json.encode(sorted(family))).hexdigest()
