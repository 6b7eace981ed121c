"""The sides whose specimens are compared: each installed engine whose package has a ``specimens`` module."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from benchmarks.errors import UsageError


@dataclass(frozen=True)
class Side:
    """One SDK's folder of specimens."""

    name: str
    """The engine's name, such as it is registered under ``fvk.engines``."""
    folder: Path
    adapter: str
    """``module:class`` of the adapter, imported only inside a specimen's process."""

    def specimen_paths(self, kind: str) -> dict[str, Path]:
        """Every specimen of one folder (``mistakes``, ``capabilities``, ``changes``) by name."""
        found = sorted((self.folder / kind).glob("*"))
        return {
            path.stem: path
            for path in found
            if not path.name.startswith(("_", ".")) and (path.suffix == ".py" or path.is_dir())
        }


def find_sides(registered: Iterable[EntryPoint] | None = None) -> tuple[Side, ...]:
    """Look the engines up without importing them or their SDK, in order of name."""
    sides = []
    for engine in registered if registered is not None else entry_points(group="fvk.engines"):
        package = engine.module.rpartition(".")[0]
        spec = importlib.util.find_spec(f"{package}.specimens")
        if spec is not None and spec.origin is not None:
            sides.append(Side(engine.name, Path(spec.origin).parent, f"{package}.specimens:Specimens"))
    return tuple(sorted(sides, key=lambda side: side.name))


def mirrored_names(sides: Iterable[Side], kind: str) -> tuple[str, ...]:
    """The specimens' names; every side must have the same.

    Raises :class:`~benchmarks.errors.UsageError` naming the files that lack a mirror.
    """
    by_side = {side.name: set(side.specimen_paths(kind)) for side in sides}
    every: set[str] = set().union(*by_side.values()) if by_side else set()
    lacking = [f"{name}/{kind}/{missing}" for name, has in by_side.items() for missing in sorted(every - has)]
    if lacking:
        raise UsageError(f"specimens without a mirror: {', '.join(lacking)}; write the missing files")
    return tuple(sorted(every))


def chosen_names(sides: Iterable[Side], kind: str, case: str | None) -> tuple[str, ...]:
    """Every specimen's name, or the one asked for.

    Raises :class:`~benchmarks.errors.UsageError` with the names there are for one that is not among them.
    """
    names = mirrored_names(sides, kind)
    if case is None:
        return names
    if case not in names:
        raise UsageError(f"no case {case!r} among the {kind}; there are {', '.join(names)}")
    return (case,)
