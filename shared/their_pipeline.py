"""Somebody's own pipeline in the place of a workload: what a probe loads, and with which inputs."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from shared.contract import Unsupported, Values
from shared.plain_values import split
from shared.their_file import NotImportableError, locate

_LEFT_ALONE = frozenset({"__pycache__", ".git", ".venv", "local_outputs"})


class TheirPipeline:
    """One pipeline of one file. Making it moves this process to a folder that looks like the file's own.

    The folder holds links to whatever stands beside the file, so that relative paths lead there, while new
    files are written into the sample's own directory.
    """

    libraries: tuple[str, ...] = ()
    """None: what the file imports is a part of loading it, as its author experiences it."""

    def __init__(self, engine: Any, request: Mapping[str, Any]) -> None:
        self._engine, self._lane = engine, request["lane"]
        told = request["theirs"]
        self._file, self._name = Path(told["file"]), told["name"]
        self._inputs = dict(told["inputs"])
        self._renamed: Mapping[str, str] = told.get("renamed", {})
        self.refused: Mapping[str, str] = told.get("refused", {})
        """Phases that are known not to work, with the reason; they are not tried."""
        _stand_beside(self._file, Path(request["directory"], "beside"))
        # Both are found out once, and are no part of what loading costs.
        with suppress(NotImportableError):
            locate(self._file.resolve())
        with suppress(ModuleNotFoundError):
            import_module(f"{type(engine).__module__.rpartition('.')[0]}.theirs")

    def load(self) -> Any:
        """Load the pipeline, afresh at every call."""
        if not hasattr(self._engine, "load_file"):
            return Unsupported("this engine loads no files but its own")
        try:
            return self._engine.load_file(self._file, self._name, self._lane)
        except NotImportableError as error:
            return Unsupported(str(error))

    def inputs(self) -> Values:
        """Return the inputs by name."""
        return self._inputs

    def comparable(self, outputs: Values) -> dict[str, Any]:
        """Return those outputs that are data, by the names they are compared under."""
        return {self._renamed.get(name, name): value for name, value in split(outputs)[0].items()}


def look_at(
    engine: Any,
    subject: TheirPipeline,
    request: Mapping[str, Any],
    response: dict[str, Any],
    measure: Callable[[str, Callable[[], Any]], tuple[int, int, Any]],
) -> None:
    """Load, and try each of the request's phases once; a phase that cannot be done is told with its reason.

    ``response`` gets ``interface``, ``unsupported`` (phase to reason), ``outputs`` of each of up to two runs,
    and ``others``: by name, outputs that are not data. ``phase`` names the one under way.
    """
    response.update({"phase": "load", "runs": [], "others": {}, "raised": {}})
    pipeline = subject.load()
    if _refused(response, "load", pipeline):
        return
    response["phase"] = "interface"
    response["interface"] = asdict(engine.interface(pipeline))
    directory = Path(request["directory"])
    for phase in request["phases"]:
        response["phase"] = phase
        place = directory / f"look-{phase}"
        place.mkdir()
        try:
            _TRIES[phase](engine, subject, pipeline, place, response, measure)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever theirs raises is the reason
            response["unsupported"][phase] = message_of(error)
            response["raised"][phase] = True


def _try_compile(engine: Any, subject: Any, pipeline: Any, place: Path, response: Any, measure: Any) -> None:  # noqa: ARG001
    _refused(response, "compile", engine.compile(pipeline, place))


def _try_run(engine: Any, subject: Any, pipeline: Any, place: Path, response: Any, measure: Any) -> None:
    """Twice where that is quick, because what differs from run to run cannot be compared."""
    first_ns = 0
    for number in range(2):
        own = place / str(number)
        own.mkdir()
        taken_ns, _, outputs = measure("run", partial(engine.run, pipeline, subject.inputs(), own))
        if _refused(response, "run", outputs):
            return
        data, response["others"] = split(outputs)
        response["runs"].append(data)
        first_ns = first_ns or taken_ns
        if first_ns > _QUICK_NS:
            return


def _try_steps(engine: Any, subject: Any, pipeline: Any, place: Path, response: Any, measure: Any) -> None:  # noqa: ARG001
    """Only whether there are any: each is a process, and the campaign will run them."""
    _refused(response, "steps", engine.steps(pipeline, subject.inputs(), place))


_TRIES = {"compile": _try_compile, "run": _try_run, "steps": _try_steps}
_QUICK_NS = 20_000_000_000


def message_of(error: BaseException) -> str:
    """``KeyError: 'x'``: the kind of exception and its own text."""
    text = str(error)
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _refused(response: dict[str, Any], phase: str, answer: object) -> bool:
    if not isinstance(answer, Unsupported):
        return False
    response["unsupported"][phase] = answer.reason
    return True


def _stand_beside(file: Path, folder: Path) -> None:
    folder.mkdir()
    if file.parent.is_dir():
        for entry in file.resolve().parent.iterdir():
            if entry.name not in _LEFT_ALONE:
                (folder / entry.name).symlink_to(entry)
    os.chdir(folder)
