"""What the annotations of somebody's own steps say: a type's name, and the capabilities that it uses."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

_CONTAINERS = (list, dict, tuple, set)
_FRAMES = frozenset({"DataFrame", "StructuredDataset", "Series"})


def type_text(kind: Any) -> str:
    """Name a type as its author would, without the modules it comes from."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return type_text(arguments[0])
    if origin in (Union, UnionType):
        return " | ".join(map(type_text, arguments))
    if origin is not None and arguments:
        return f"{getattr(origin, '__name__', origin)}[{', '.join(map(type_text, arguments))}]"
    if kind is type(None):
        return "None"
    return str(getattr(kind, "__name__", kind))


def needs_of_type(kind: Any, own: Mapping[type, str]) -> Iterator[str]:
    """Yield the capabilities of one annotation; ``own`` are types of the SDK, each with its capability."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        yield from needs_of_type(arguments[0], own)
        return
    if origin in (Union, UnionType):
        others = [one for one in arguments if one is not type(None)]
        if len(others) < len(arguments):
            yield "optional_value"
            if {"file_value", "directory_value"} & {
                need for one in others for need in needs_of_type(one, own)
            }:
                yield "optional_file"
        if len(others) > 1:
            yield "union_value"
    if origin in _CONTAINERS:
        yield from _needs_of_container(origin, arguments, own)
    for inner in arguments:
        if not isinstance(inner, str):
            yield from needs_of_type(inner, own)
    if isinstance(kind, type):
        yield from _needs_of_class(kind, own)


def needs_of_outputs(names: Mapping[str, Any] | list[str]) -> Iterator[str]:
    """Several outputs are named by their author, or numbered ``o0``, ``o1`` by the SDK."""
    if len(names) > 1:
        numbered = all(name[:1] == "o" and name[1:].isdigit() for name in names)
        yield "tuple_outputs" if numbered else "named_outputs"


def _needs_of_container(origin: Any, arguments: Any, own: Mapping[type, str]) -> Iterator[str]:
    inner = [one for one in arguments if one is not Ellipsis]
    if any(get_origin(one) in _CONTAINERS for one in inner):
        yield "nested_containers"
    if int in inner:
        yield "whole_numbers_in_containers"
    told = {need for one in inner for need in needs_of_type(one, own)}
    what = "list" if origin is not dict else "dict"
    if told & {"file_value", "directory_value"}:
        yield f"{what}_of_files"
    if "frame_with_schema" in told:
        yield f"{what}_of_frames"


def _needs_of_class(kind: type, own: Mapping[type, str]) -> Iterator[str]:
    for base, need in own.items():
        if issubclass(kind, base):
            yield need
            return
    if issubclass(kind, Enum):
        yield "enum_value"
    elif kind.__name__ in _FRAMES:
        yield "frame_with_schema"
    elif hasattr(kind, "model_fields"):
        yield "pydantic_value"
    elif hasattr(kind, "__dataclass_fields__"):
        yield "dataclass_value"
    elif issubclass(kind, date | timedelta):
        yield "datetime_value"
    learning = sys.modules.get("sklearn.base")
    if learning is not None and issubclass(kind, learning.BaseEstimator):
        yield "model_value"
