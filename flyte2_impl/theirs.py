"""Somebody's own Flyte 2 task: find it in a file."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from flyte import TaskTemplate

from shared.contract import Unsupported
from shared.their_code import outermost
from shared.their_file import own_values


def find(module: ModuleType, name: str) -> Any:
    """Return the task of that name; for an empty name ``main``, else the only one that no other calls."""
    if name:
        found = getattr(module, name, None)
        if isinstance(found, TaskTemplate):
            return found
        known = ", ".join(own_values(module, TaskTemplate)) or "none"
        return Unsupported(f"{name} is no task; the file has {known}")
    tasks = own_values(module, TaskTemplate)
    if "main" in tasks:
        return tasks["main"]
    callers = outermost(tasks, "func")
    if len(callers) == 1:
        return next(iter(callers.values()))
    if tasks:
        return Unsupported(f"name one of its tasks after a colon: {', '.join(tasks)}")
    return Unsupported("the file has no Flyte 2 task at its top level; is it for another side?")
