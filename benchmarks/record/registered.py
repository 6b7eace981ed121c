"""What the release registers: by which figures and margins its verdicts are reached, and for which family.

``questions.toml`` may be edited before a campaign; then the plan says what was changed, and the report is
marked exploratory. A question that is added and is no headline changes nothing that is registered. This
table is renewed with ``questions.toml`` when a release changes what it asks; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from benchmarks.record.schema import Header, Question

RELEASED_SHA256 = (
    "2a0a375526ac69e6e11d962954489a97a297edfd6fd8085ec1db1a9906d2b325",
    "e9bdb09697070665cdf816429cd5ac7c97edeaecc3462eb72ed53009cbafabd5",
)
"""Digests of released headline families, for raw files whose plan does not yet say what was changed."""


class Registered(NamedTuple):
    """What decides the verdict on a question, with the names that ``questions.toml`` has for it."""

    probe: str
    metric: str
    meter: str
    better: str
    margin: float
    noticeable: float | None
    headline: str
    target: str = "local"


QUESTIONS: dict[str, Registered] = {
    "import": Registered("session", "import.wall_ns", "time", "lower", 0.05, 0.01, "session/chain/n=1/tuned"),
    "load": Registered("session", "load.wall_ns", "time", "lower", 0.05, 0.01, ""),
    "compile": Registered("session", "compile.wall_ns", "time", "lower", 0.05, 0.01, ""),
    "build": Registered("session", "build.wall_ns", "time", "lower", 0.05, 0.01, "session/training/tuned"),
    "rebuild": Registered("session", "rebuild.wall_ns", "time", "lower", 0.05, 0.01, ""),
    "artefact": Registered("session", "artefact.bytes", "time", "lower", 0.01, None, ""),
    "run": Registered("session", "run.wall_ns", "time", "lower", 0.05, 0.01, "session/training/tuned"),
    "rerun": Registered("session", "rerun.wall_ns", "time", "lower", 0.05, 0.01, ""),
    "run-cpu": Registered("session", "run.cpu_ns", "time", "lower", 0.05, 0.01, ""),
    "step": Registered("steps", "steps.wall_ns", "time", "lower", 0.05, 0.01, "steps/chain/n=1/tuned"),
    "step-cpu": Registered("steps", "steps.cpu_ns", "time", "lower", 0.05, 0.01, ""),
    "cli-compile": Registered("command:compile", "process.wall_ns", "time", "lower", 0.05, 0.01, ""),
    "cli-run": Registered(
        "command:run", "process.wall_ns", "time", "lower", 0.05, 0.01, "command:run/chain/n=1/tuned"
    ),
    "memory": Registered("session", "peak.footprint_bytes", "memory", "lower", 0.05, None, ""),
    "determinism": Registered("session", "artefact.differing_files", "time", "lower", 0.0, None, ""),
    "argument": Registered("session", "artefact.argument_bytes", "time", "lower", 0.01, None, ""),
    "written": Registered("session", "run.written_bytes", "time", "lower", 0.05, None, ""),
    "concurrency": Registered("session", "run.concurrency", "time", "higher", 0.0, None, ""),
    "processes": Registered("session", "peak.processes", "memory", "lower", 0.0, None, ""),
}


def decisive(question: Question) -> Registered:
    """What of a question decides its verdict."""
    return Registered(*(getattr(question, name) for name in Registered._fields))


def changes(asked: Iterable[Question]) -> list[str]:
    """What a whole ``questions.toml`` says otherwise than the release, in words; empty for nothing."""
    return list(_changes({question.id: decisive(question) for question in asked}))


def _changes(found: dict[str, Registered]) -> Iterator[str]:
    for name, registered in QUESTIONS.items():
        present = found.get(name)
        if present is None:
            yield f"{name} was taken out"
            continue
        for field, before, now in zip(Registered._fields, registered, present, strict=True):
            if before != now:
                yield f"{name}: {field} {_word(now)} instead of {_word(before)}"
    for name, added in found.items():
        if name not in QUESTIONS and added.headline:
            yield f"{name} was added to the headline family"


def _word(value: object) -> str:
    return "none" if value in (None, "") else f"{value:g}" if isinstance(value, float) else str(value)


def changed(header: Header) -> list[str]:
    """What was changed before this campaign; empty where its family and margins are a release's."""
    if header.changed is not None:
        return header.changed
    return [] if header.questions_sha256 in RELEASED_SHA256 else ["its headline family is none of a release"]


def family(header: Header) -> list[str]:
    """The headline questions that verdicts are corrected for together, whether or not they were measured."""
    if header.family is not None:
        return header.family
    return [question.id for question in header.questions if question.headline]
