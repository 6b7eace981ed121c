"""What a measured process answers, read as the word of a stranger.

The code that is measured runs in the process that answers: it may end it early, answer in its place, or leave
something else where the answer should be. So an answer counts only if it has the shape below, tells that the
work was done, and agrees with what the launcher saw from outside.
"""

from __future__ import annotations

import json
import math
import os
import stat
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.measure.outcome import Outcome
from benchmarks.record.exact_json import pack
from benchmarks.safe_text import printable, shortened
from shared.contract import Interface

MOST_BYTES = 512 << 20
"""Of one answer; outputs are compared in memory."""
TEXT_CHARACTERS = 4000
"""Of one reason or note."""
MOST_TEXTS = 200
SLACK_NS = 1_000_000
"""Phases are timed inside the time that the launcher saw, by one clock of the kernel's."""
STAMP_NS = 50_000_000
"""How far the kernel's stamp on a file may be from the clock: it moves in ticks of up to 10 ms."""
ENDED = ".ended"
"""Ends the name of an empty file that the probe makes between two readings of its clock."""


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Every field that an answer may have. What a verb does not tell has no place in its answer.

    A new field needs its line here, with a default, and nothing else.
    """

    phase: str
    """``done``, or the one under way when the process ended."""
    began_ns: int = 0
    ended_ns: tuple[int, int] = (0, 0)
    """Readings of the clock just before and after the kernel put its stamp on a file."""
    metrics: dict[str, int | float] = {}
    unsupported: dict[str, str] = {}
    notes: dict[str, str] = {}
    refused: str = ""
    outputs: dict[str, Any] | None = None
    sdk: str = ""
    lanes: dict[str, str] = {}
    forms: dict[str, str] = {}
    versions: dict[str, str] = {}
    requirements: list[str] = []
    environment: dict[str, str | dict[str, str]] = {}
    support: dict[str, dict[str, str]] = {}
    interface: Interface | None = None
    runs: list[dict[str, Any]] = []
    others: dict[str, str] = {}
    raised: dict[str, bool] = {}
    raised_as: str = ""
    """What ended the process, with every line of its message."""
    remarks: dict[str, str] = {}
    taken_s: dict[str, float] = {}
    argv: list[str] = []
    tells_outputs: bool = False


NEEDED: Mapping[str, tuple[str, ...]] = {
    "describe": ("lanes", "versions"),
    "try-out": ("support",),
    "reference": ("outputs",),
}
"""By verb, what an answer cannot be without."""


def decoded(file: Path, outcome: Outcome, verb: str) -> tuple[dict[str, Any], str]:
    """The answer in ``file``, and what is wrong with it: one line, or nothing.

    A process that failed by itself may have answered nothing; then the answer is empty, and that is no fault.
    """
    try:
        told = _converted(_content(file))
    except FileNotFoundError:
        return {}, "" if outcome.reason else "it ended with exit status 0 and without a result"
    except (OSError, ValueError, RecursionError, msgspec.ValidationError) as error:
        return {}, f"its answer is none: {shortened(printable(str(error)), 300)}"
    return msgspec.to_builtins(told), next(_faults(told, file, outcome, verb), "")


def _content(file: Path) -> bytes:
    """The content of a plain file: neither a pipe, which would never end, nor a link to somewhere else."""
    descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as opened:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            raise ValueError("it is no file")
        if about.st_size > MOST_BYTES:
            raise ValueError(f"it has {about.st_size / 1e6:.0f} MB; {MOST_BYTES / 1e6:.0f} are read")
        return opened.read()


def _converted(content: bytes) -> Told:
    """The content in the shape of an answer, its texts bounded; refuses outputs that no raw file can hold."""
    told = msgspec.convert(json.loads(content), Told)
    pack([told.outputs, told.runs])
    return msgspec.structs.replace(
        told,
        phase=_bounded(told.phase),
        refused=_bounded(told.refused),
        unsupported=_texts(told.unsupported),
        notes=_texts(told.notes),
        others=_texts(told.others),
        raised_as=_bounded(told.raised_as),
        remarks=_texts(told.remarks),
    )


def _texts(texts: Mapping[str, str]) -> dict[str, str]:
    kept = list(texts.items())[:MOST_TEXTS]
    return {shortened(printable(name), 200): _bounded(text) for name, text in kept}


def _bounded(text: str) -> str:
    return shortened(printable(text), TEXT_CHARACTERS)


def _faults(told: Told, file: Path, outcome: Outcome, verb: str) -> Iterator[str]:
    """What shows that an answer is not to be trusted, the gravest first."""
    yield from _impossible(told.metrics, outcome)
    if outcome.reason:
        return  # it says by itself that it failed, and how far it came
    if told.phase != "done":
        yield f"it ended in {told.phase} with exit status 0 and without a result"
    for field in NEEDED.get(verb, ()):
        if not getattr(told, field):
            yield f"its answer lacks {field}"
    yield from _other_clock(told, file, outcome)


def _impossible(metrics: Mapping[str, float], outcome: Outcome) -> Iterator[str]:
    """Figures that nothing can have: negative, not finite, longer than the process itself."""
    cores = os.cpu_count() or 1
    for name, value in metrics.items():
        told = f"an impossible figure: {shortened(printable(name), 80)} = {value:g}"
        if not math.isfinite(value) or value < 0:
            yield told
        if outcome.wall_ns is None:
            continue
        if name.endswith(".wall_ns") and value > outcome.wall_ns + SLACK_NS:
            yield f"{told}, and the whole process took {outcome.wall_ns:g}"
        if name.endswith(".cpu_ns") and value > (1.1 * outcome.wall_ns + 1e8) * cores:
            yield f"{told}, and the whole process took {outcome.wall_ns:g} on {cores} cores"


def _other_clock(told: Told, file: Path, outcome: Outcome) -> Iterator[str]:
    """Whether the process told another time than the launcher, and than the kernel's stamp on a file."""
    if outcome.started_ns is None or outcome.wall_ns is None:
        return
    readings = (outcome.started_ns, told.began_ns, *told.ended_ns, outcome.started_ns + outcome.wall_ns)
    if sorted(readings) != [*readings]:
        yield "its clock was changed: it tells another time than the launcher's"
    try:
        stamp_ns = file.with_name(file.name + ENDED).lstat().st_mtime_ns
    except OSError:
        yield "its clock cannot be checked: it left no stamp"
        return
    ended_ns = stamp_ns - time.time_ns() + time.monotonic_ns()
    if not told.ended_ns[0] - STAMP_NS <= ended_ns <= told.ended_ns[1] + STAMP_NS:
        yield "its clock was changed: it tells another time than the machine's"
