"""What the code of somebody's own functions says without being run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dis import get_instructions
from types import CodeType
from typing import Any


def codes(function: Callable[..., Any] | None) -> Iterator[CodeType]:
    """Yield the code of a function, and of what is written inside it, such as a generator."""
    waiting = [getattr(_unwrapped(function), "__code__", None)]
    while waiting:
        code = waiting.pop()
        if code is not None:
            yield code
            waiting += [inner for inner in code.co_consts if isinstance(inner, CodeType)]


def named_globals(function: Callable[..., Any] | None) -> set[str]:
    """Return the global names that it loads; the attribute of ``joblib.load`` is none of them."""
    return {
        one.argval
        for code in codes(function)
        for one in get_instructions(code)
        if one.opname == "LOAD_GLOBAL"
    }


def named_values(function: Callable[..., Any] | None) -> list[Any]:
    """Return what those names, and what it closes over, stand for now."""
    inner = _unwrapped(function)
    around = []
    for cell in getattr(inner, "__closure__", None) or ():
        try:
            around.append(cell.cell_contents)
        except ValueError:  # not assigned yet
            continue
    known = getattr(inner, "__globals__", {})
    return [*around, *(known[name] for name in sorted(named_globals(inner)) if name in known)]


def attributes(function: Callable[..., Any] | None) -> set[str]:
    """Return every name of an attribute or a method that it uses."""
    return {name for code in codes(function) for name in code.co_names}


def loops(function: Callable[..., Any] | None) -> bool:
    """Whether it has a Python loop."""
    return any(one.opname == "FOR_ITER" for code in codes(function) for one in get_instructions(code))


def stops(function: Callable[..., Any] | None) -> bool:
    """Whether it calls a debugger."""
    return bool({"breakpoint", "set_trace"} & attributes(function))


def outermost(values: Mapping[str, Any], attribute: str) -> dict[str, Any]:
    """Return those that the code of no other one names; a value's own code is in ``attribute``."""
    named = {
        id(inner)
        for value in values.values()
        for inner in named_values(getattr(value, attribute, None))
        if inner is not value
    }
    return {name: value for name, value in values.items() if id(value) not in named}


def _unwrapped(function: Any) -> Any:
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    return function
