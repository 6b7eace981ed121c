"""Find the engines by entry point, without importing any of them."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

from benchmarks.errors import EngineError

GROUP = "fvk.engines"
ON_REQUEST = "fvk.engines.on_request"
"""Entry points of engines that take part only when they are named: each one more makes a campaign longer."""
BASELINE = "plain"


@dataclass(frozen=True)
class EngineReference:
    """Where an engine is, for the process that will import it."""

    name: str
    target: str
    """``module:attribute`` of the engine class, with ``:form`` behind it for another form than the first."""
    roots: tuple[Path, ...]
    """What must be on the Python path for the import to work."""
    python: Path
    """The interpreter of the environment that has this engine's SDK."""
    on_request: bool = False
    """Whether it takes part only when named."""
    environment: str = ""
    """The id of an environment of its own; empty for the one that the harness runs in."""

    def in_form(self, form: str) -> EngineReference:
        """The same engine in another of its SDK's documented forms, as a contender ``engine:form``."""
        return replace(self, name=f"{self.name}:{form}", target=f"{self.target}:{form}")

    @property
    def form(self) -> str:
        """The form's name; empty for the first."""
        return ":".join(self.target.split(":")[2:])

    @property
    def baseline(self) -> bool:
        """Whether this is plain Python, which every overhead is counted from."""
        return self.name == BASELINE


def names() -> tuple[str, ...]:
    """Every installed engine's name, the baseline first, then by name."""
    return tuple(sorted(_points(), key=lambda name: (name != BASELINE, name)))


def discover() -> dict[str, EngineReference]:
    """Every installed engine by name, the baseline first, then by name."""
    points = _points()
    return {name: _reference(points[name]) for name in names()}


def _points() -> dict[str, EntryPoint]:
    return {point.name: point for group in (ON_REQUEST, GROUP) for point in entry_points(group=group)}


def _reference(point: EntryPoint) -> EngineReference:
    root = _root(point)
    harness_root = Path(__file__).parents[2]
    roots = tuple(dict.fromkeys((root, harness_root)))
    on_request = point.group == ON_REQUEST
    return EngineReference(point.name, point.value, roots, Path(sys.executable), on_request)


def _root(point: EntryPoint) -> Path:
    """The directory that holds the engine's top-level package.

    Only the top-level package is looked up, which runs none of its code unless it is a submodule's
    parent; engines live in packages whose ``__init__`` is empty.
    """
    package = point.module.partition(".")[0]
    spec = find_spec(package)
    if spec is None or not (spec.submodule_search_locations or spec.origin):
        raise EngineError(
            f"engine {point.name}: entry point {point.value!r}, but there is no package {package!r}; "
            "reinstall the distribution that declares it"
        )
    if spec.submodule_search_locations:
        return Path(next(iter(spec.submodule_search_locations))).parent
    return Path(str(spec.origin)).parent
