"""One workload a module, found by its file name: a new file is a new workload, and no list names it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from shared.contract import Workload


class UnknownWorkloadError(LookupError):
    """No workload of that name; the message is one line."""


def names() -> tuple[str, ...]:
    """Return every workload's name, sorted."""
    return tuple(sorted(file.stem for file in Path(__file__).parent.glob("[!_]*.py")))


def find(name: str) -> Workload:
    """Import one workload, and none of its libraries. Raises :class:`UnknownWorkloadError`."""
    if name not in names():
        raise UnknownWorkloadError(f"workload {name!r} is unknown; try one of {', '.join(names())}")
    workload: Workload = import_module(f"{__name__}.{name}").WORKLOAD
    return workload
