"""Somebody's own Flyte 2 task: find it in a file, and tell what it takes, gives and needs."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import Parameter
from types import ModuleType, UnionType
from typing import Any, Union, get_args, get_origin

from flyte import TaskTemplate

from shared.contract import Interface, Port, Unsupported


def find(module: ModuleType, name: str) -> Any:
    """Return the task of that name; for an empty name the file's only task, or its ``main``."""
    tasks = {key: value for key, value in vars(module).items() if isinstance(value, TaskTemplate)}
    chosen = name or ("main" if "main" in tasks else next(iter(tasks), "") if len(tasks) == 1 else "")
    if chosen not in tasks:
        asked = f"{name} is no task" if name else "name one of its tasks after a colon"
        return Unsupported(f"{asked}; the file has {', '.join(tasks) or 'none'}")
    return tasks[chosen]


def interface(task: Any) -> Interface:
    """Return inputs, outputs and settings. Whom the task calls is known only once it has run."""
    native = task.native_interface
    takes = tuple(
        Port(
            name,
            type_text(kind),
            required=default is Parameter.empty,
            default="" if default is Parameter.empty else repr(default),
        )
        for name, (kind, default) in native.inputs.items()
    )
    only = len(native.outputs) == 1
    gives = tuple(Port("output" if only else name, type_text(kind)) for name, kind in native.outputs.items())
    return Interface(takes, gives, 1, tuple(sorted(set(_needs(task)))))


def type_text(kind: Any) -> str:
    """Name a type as its author would, without the modules it comes from."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return " | ".join(map(type_text, arguments))
    if origin is not None and arguments:
        return f"{getattr(origin, '__name__', origin)}[{', '.join(map(type_text, arguments))}]"
    if kind is type(None):
        return "None"
    return str(getattr(kind, "__name__", kind))


def _needs(task: Any) -> Iterator[str]:
    settings = (
        ("cache", task.cache.is_enabled()),
        ("retry", task.retries.count),
        ("timeout", task.timeout),
        ("interruptible", task.interruptible),
        ("environment_variable", task.env_vars),
        ("secret", task.secrets),
        ("resources", task.resources),
        ("schedule", task.triggers),
        ("visualisation", task.report),
        (
            "default_inputs",
            any(default is not Parameter.empty for _, default in task.interface.inputs.values()),
        ),
        ("tuple_outputs", len(task.interface.outputs) > 1),
    )
    yield from (need for need, wanted in settings if wanted)
