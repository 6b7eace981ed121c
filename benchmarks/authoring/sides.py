"""The sides whose specimens are compared: each installed engine whose package has a ``specimens`` module."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.errors import UsageError
from benchmarks.plan import arguments
from benchmarks.plan.engines import discover


@dataclass(frozen=True)
class Side:
    """One SDK's folder of specimens."""

    name: str
    """The engine's name."""
    folder: Path
    adapter: str
    """``module:class`` of the adapter, imported only inside a specimen's process."""
    python: Path = Path(sys.executable)
    """What runs the specimens: the interpreter of the environment that has the SDK."""
    roots: tuple[Path, ...] = ()
    """What must be on that interpreter's path; none where everything is installed."""
    packages: Mapping[str, str] | None = None
    """Version by name in an environment of its own; ``None`` for the one that the harness runs in."""

    def specimen_paths(self, kind: str) -> dict[str, Path]:
        """Every specimen of one folder (``mistakes``, ``capabilities``, ``changes``) by name."""
        found = sorted((self.folder / kind).glob("*"))
        return {
            path.stem: path
            for path in found
            if not path.name.startswith(("_", ".")) and (path.suffix == ".py" or path.is_dir())
        }


def find_sides(wanted: Iterable[str] = ()) -> tuple[Side, ...]:
    """The wanted sides, or all whose engine takes part without being asked for; in order of name.

    Neither an engine nor its SDK is imported. Raises :class:`~benchmarks.errors.UsageError` for a name that
    has no specimens.
    """
    installed = discover()
    every = {side.name: side for side in every_side()}
    usual = [name for name in every if not installed[name].on_request]
    names = arguments.names(wanted)
    for name in names:
        if name not in every:
            raise UsageError(f"--engine {name}: no specimens; there are those of {', '.join(sorted(every))}")
    return tuple(every[name] for name in sorted(set(names or usual)))


def every_side() -> tuple[Side, ...]:
    """All that are installed, also those that take part on request only; in order of name."""
    found = (_side(name, engine.target) for name, engine in sorted(discover().items()))
    return tuple(side for side in found if side is not None)


def _side(name: str, target: str) -> Side | None:
    """The side that an engine's package has, if it has specimens."""
    package = target.partition(":")[0].rpartition(".")[0]
    spec = importlib.util.find_spec(f"{package}.specimens")
    if spec is None or spec.origin is None:
        return None
    return Side(name, Path(spec.origin).parent, f"{package}.specimens:Specimens")


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
