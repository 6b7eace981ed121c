"""Somebody's own pipeline in the place of a workload: what a probe loads, and with which inputs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from shared.contract import Unsupported, Values
from shared.plain_values import split
from shared.their_file import NotImportableError, locate

_IN_EVERY_LANE = ("load", "compile")
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
        tried = told.get("lane") or self._lane
        refused: Mapping[str, str] = told.get("refused", {})
        self.refused = {
            phase: why for phase, why in refused.items() if tried == self._lane or phase in _IN_EVERY_LANE
        }
        """Phases that are known not to work in this lane, with the reason; they are not tried."""
        _stand_beside(self._file, Path(request["directory"], "beside"))
        # Both are found out once, and are no part of what loading costs.
        with suppress(NotImportableError):
            locate(self._file.resolve())
        with suppress(ModuleNotFoundError):
            import_module(f"{type(engine).__module__.rpartition('.')[0]}.theirs")

    def load(self) -> Any:
        """Load the pipeline, afresh at every call."""
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


def _stand_beside(file: Path, folder: Path) -> None:
    folder.mkdir()
    if file.parent.is_dir():
        for entry in file.resolve().parent.iterdir():
            if entry.name not in _LEFT_ALONE:
                (folder / entry.name).symlink_to(entry)
    os.chdir(folder)
