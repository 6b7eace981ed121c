"""A small project is run, edited and run again, each time in a fresh process, to see what its cache does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

PLAIN_FLOW = """
import json
import sys
from pathlib import Path

from helper import weight

VERSION = "1"


def weigh(numbers, factor):
    path = Path(numbers)
    with path.with_name("executions").open("a") as executions:
        executions.write("x")
    return factor * weight(path.read_text())


Path(sys.argv[3]).write_text(json.dumps(weigh(sys.argv[1], int(sys.argv[2]))))
"""
"""The project's flow in plain Python. An SDK's flow has the same step, cached; both are started with a file
of numbers, a factor and a file for the result."""
PROJECT = MappingProxyType(
    {
        "plain.py": PLAIN_FLOW,
        "helpers/helper.py": "def weight(text):\n    return sum(map(int, text.split()))\n",
        "numbers.txt": "1 2 3",
    }
)

PAUSE_S = 1.1
"""Before the second run: nobody reruns within the second, and times of files and archives are in seconds."""
LIMIT_S = 120
"""Of one run, which takes a few seconds."""


class RerunError(RuntimeError):
    """The project did not run; the message ends with what it said."""


@dataclass(frozen=True)
class Change:
    """What differs between the two runs."""

    edits: tuple[tuple[str, str, str], ...] = ()
    """File, text, and what replaces it."""
    factor: int = 2
    spoils: bool = False
    """Whether the file that the step had returned is written over, as a careless consumer might."""


_FLOWS = ("flow.py", "plain.py")
_HELPER_EDIT = ("helpers/helper.py", "sum(", "1 + sum(")
CHANGES: Mapping[str, Change] = MappingProxyType(
    {
        "unchanged": Change(),
        "input": Change(factor=5),
        "step-code": Change(tuple((flow, "factor * weight", "factor * 3 * weight") for flow in _FLOWS)),
        "helper-code": Change((_HELPER_EDIT,)),
        "data-content": Change((("numbers.txt", "3", "4"),)),
        "version-bumped": Change(
            (_HELPER_EDIT, *((flow, 'VERSION = "1"', 'VERSION = "2"') for flow in _FLOWS))
        ),
        "returned-file": Change(spoils=True),
    }
)
"""The version is bumped for what a version is for: here the helper's code has changed too."""
RETURNED = "returned"
"""A file of the project that names the file that the cached step returned, where its flow returns one."""


@dataclass(frozen=True)
class Observation:
    """What the second run gave, and what it should have given."""

    first: int
    """Result of the first run."""
    value: int
    """Result of the second run, cached or not."""
    recomputed: int
    """What plain Python computes for the second run."""
    hit: bool
    """Whether the second run left the step out."""
    verdict: str
    """See :func:`judge`."""


def observe_rerun(flow: str, change: str) -> Observation:
    """Run the project with ``flow`` as its ``flow.py``, change it, and run it again.

    Its home is a directory of its own, where a cache starts empty. Raises :class:`RerunError`.
    """
    told = CHANGES[change]
    with TemporaryDirectory(ignore_cleanup_errors=True) as directory:
        project = Path(directory)
        for name, text in {**PROJECT, "flow.py": flow}.items():
            (project / name).parent.mkdir(exist_ok=True)
            (project / name).write_text(text, encoding="utf-8")
        first = _run(project, "flow.py", Change().factor)
        executed = _executions(project)
        for name, old, new in told.edits:
            _edit(project / name, old, new)
        spoiled = told.spoils and _spoil(project)
        time.sleep(PAUSE_S)
        value = _run(project, "flow.py", told.factor)
        hit = _executions(project) == executed
        recomputed = _run(project, "plain.py", told.factor)
    return Observation(
        first, value, recomputed, hit, judge(first, value, recomputed, hit=hit, spoiled=spoiled)
    )


def judge(first: int, value: int, recomputed: int, *, hit: bool, spoiled: bool = False) -> str:
    """Say what a hit or a miss was worth.

    ``right``; ``stale``: the step was left out, and its result is outdated; ``needless``: it ran again for
    the result that it had given before, although that was still whole; ``wrong``: it ran, and gave another
    result than plain Python.
    """
    if hit:
        return "right" if value == recomputed else "stale"
    if value != recomputed:
        return "wrong"
    return "right" if recomputed != first or spoiled else "needless"


def _spoil(project: Path) -> bool:
    """Write over what the cached step returned; whether its flow returns a file at all."""
    named = project / RETURNED
    if not named.exists():
        return False
    Path(named.read_text(encoding="utf-8")).write_text("-1", encoding="utf-8")
    return True


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    if old not in text:
        raise RerunError(f"{file.name} has no {old!r} to edit")
    file.write_text(text.replace(old, new), encoding="utf-8")


def _executions(project: Path) -> int:
    return (project / "executions").stat().st_size


def _run(project: Path, script: str, factor: int) -> int:
    result = project / "result.json"
    result.unlink(missing_ok=True)
    path = os.pathsep.join(filter(None, (str(project / "helpers"), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        (sys.executable, script, str(project / "numbers.txt"), str(factor), str(result)),
        cwd=project,
        env={
            **os.environ,
            "HOME": str(project / "home"),
            "PYTHONPATH": path,
            "PYTHONDONTWRITEBYTECODE": "1",  # else an edit within the second might not be seen
        },
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    if done.returncode or not result.exists():
        raise RerunError(f"{script}: exit status {done.returncode}: {(done.stderr or done.stdout)[-800:]}")
    return int(json.loads(result.read_text(encoding="utf-8")))
