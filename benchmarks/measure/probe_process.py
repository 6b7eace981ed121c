"""Start one fresh process for one verb of one engine, in a room and an environment of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from benchmarks.measure.environment import Room, clean_environment
from benchmarks.measure.outcome import Invocation, Meter, Outcome

PROBE = Path(__file__).with_name("probe.py")


class Located(Protocol):
    """What must be known of an engine to start a process with it."""

    @property
    def name(self) -> str:
        """The engine's name."""

    @property
    def target(self) -> str:
        """``module:attribute``."""

    @property
    def roots(self) -> tuple[Path, ...]:
        """What must be on the Python path."""

    @property
    def python(self) -> Path:
        """The interpreter to start."""

    @property
    def environment(self) -> str:
        """The id of an environment of its own, or empty."""


@dataclass(frozen=True)
class Description:
    """What an engine says of itself."""

    sdk: str
    lanes: Mapping[str, str]
    versions: Mapping[str, str]
    environment: Mapping[str, Mapping[str, str]]
    """By lane: the SDK's own variables, such as those that turn its caches off."""
    requirements: tuple[str, ...] = ()
    """What an environment of its own must have, the SDK's distribution first."""


@dataclass(frozen=True)
class Place:
    """Where and how one process runs."""

    engine: Located
    sdk: str
    variables: Mapping[str, str]
    """The engine's own variables in this lane."""
    lane: str
    room: Room
    hash_seed: int
    timeout_s: float
    bytecode: Literal["warm", "cold"] = "warm"
    meter: Meter = "time"


@dataclass(frozen=True)
class Asked:
    """One process's answer."""

    outcome: Outcome
    response: dict[str, Any]

    @property
    def problem(self) -> str:
        """One line; empty if the process did what it was asked."""
        if not self.outcome.reason:
            return ""
        if refused := self.response.get("refused"):
            return str(refused)
        phase = self.response.get("phase", "done")
        where = "" if phase == "done" else f" in {phase}"
        raised = _last_line(self.outcome.stderr_tail)
        return f"{self.outcome.reason}{where}{raised}{printed_cause(self.outcome.stdout_tail, raised)}"


@dataclass(frozen=True)
class Asker:
    """Starts processes; the way to run one, and the caller's environment, come in from outside."""

    run: Callable[[Invocation], Outcome]
    caller: Mapping[str, str]
    package_cache: Path
    """pip's cache, shared by all samples: a developer's is warm too."""

    def ask(self, place: Place, verb: str, request: Mapping[str, Any]) -> Asked:
        """Start the probe on one verb and read its answer."""
        full = {
            "verb": verb,
            "engine": place.engine.target,
            "sdk": place.sdk,
            "lane": place.lane,
            "meter": place.meter,
            "directory": str(place.room.work),
            **request,
        }
        request_file = place.room.root / f"{verb}-request.json"
        response_file = place.room.root / f"{verb}-response.json"
        request_file.write_text(json.dumps(full), encoding="utf-8")
        argv = (str(place.engine.python), "-P", str(PROBE), str(request_file), str(response_file))
        return Asked(self.start(place, verb, argv, {}), _read(response_file))

    def start(self, place: Place, name: str, argv: tuple[str, ...], extra: Mapping[str, str]) -> Outcome:
        """Run one command line in the place's room."""
        environment = clean_environment(
            place.room,
            interpreter=place.engine.python,
            caller=self.caller,
            hash_seed=place.hash_seed,
            bytecode=place.room.empty_bytecode if place.bytecode == "cold" else None,
            python_path=place.engine.roots,
            package_cache=self.package_cache,
            engine={**place.variables, **extra},
        )
        return self.run(
            Invocation(
                argv=argv,
                environment=environment,
                directory=place.room.work,
                logs=place.room.logs / name,
                timeout_s=place.timeout_s,
                meter=place.meter,
            )
        )


def _read(file: Path) -> dict[str, Any]:
    """The probe's response; empty where it never wrote one, or wrote rubbish before it was killed."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


_CAUSE = re.compile(r"^\s*(?:ERROR: \S.*|(?:[A-Za-z_]\w*\.)*\w*(?:Error|Exception|Exit|Failure): .*)$")
"""How Python's exceptions and pip's errors begin where an SDK prints them instead of raising them."""


def printed_cause(printed: str, raised: str) -> str:
    """The last error among what a process printed, where what it raised does not say it; else empty."""
    lines = [line.strip() for line in without_colour(printed).splitlines() if _CAUSE.match(line)]
    return f" (it printed: {lines[-1][:300]})" if lines and lines[-1] not in raised else ""


def without_colour(text: str) -> str:
    """The text without the control sequences that terminals take for colours."""
    return _COLOUR.sub("", text)


_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
"""Terminal control sequences, which some SDKs write into their messages."""


_AT_EXIT = re.compile(r"sys:\d+: \w*Warning: ")
"""What Python warns of while it ends, below the traceback that says why."""


def _last_line(text: str) -> str:
    """What a traceback ends with, without the boxes that some SDKs draw around it."""
    lines = [line.strip(" │╭╰─╮╯") for line in without_colour(text).splitlines()]
    spoken = [line for line in lines if line and not _AT_EXIT.match(line)]
    return f": {spoken[-1][:300]}{_where(spoken)}" if spoken else ""


def _where(spoken: Sequence[str]) -> str:
    """File and line of a text that is no Python: the one error that its traceback tells apart."""
    if not spoken[-1].startswith(("SyntaxError", "IndentationError", "TabError")):
        return ""
    found = [match for line in spoken if (match := _FRAME.search(line))]
    return f" ({Path(found[-1][1]).name}, line {found[-1][2]})" if found else ""


_FRAME = re.compile(r'([^\s"]+\.py)(?:", line |:)(\d+)')
"""A file and its line, as Python writes them, and as the boxes do that some SDKs draw."""
