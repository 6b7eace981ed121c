"""What the source of a KFP component says, which a compiled file carries in its command."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

_CONTAINERS = frozenset({"list", "dict", "tuple", "List", "Dict", "Tuple"})
_NOTEBOOK = "kfp_run_notebook"
"""A function that KFP writes before the source of a notebook's component."""


def needs_of_source(words: Sequence[str]) -> Iterator[str]:
    """Yield the capabilities that a component's own function uses, read from its container's command."""
    text = next((word for word in words if "def " in word and "import kfp" in word), "")
    if _NOTEBOOK in text:
        yield "notebook_step"
    function = _function(text, words)
    if function is None:
        return
    arguments = function.args
    for argument in (*arguments.args, *arguments.kwonlyargs):
        if argument.annotation is not None:
            yield from _needs_of_annotation(argument.annotation)
    if function.returns is not None:
        yield from _needs_of_annotation(function.returns)
    called = {
        node.func.id
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    if "breakpoint" in called:
        yield "breakpoint_in_step"


def _function(text: str, words: Sequence[str]) -> ast.FunctionDef | None:
    """The function that the command executes."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return None
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name in words]
    return found[-1] if found else None


def _needs_of_annotation(node: ast.expr) -> Iterator[str]:
    name, inner = _subscript(node)
    if name == "Optional" or _is_optional(node):
        yield "optional_value"
    if name in _CONTAINERS:
        names = [_subscript(one)[0] for one in inner]
        if _CONTAINERS & {*names}:
            yield "nested_containers"
        if "int" in names:
            yield "whole_numbers_in_containers"
    for one in inner:
        yield from _needs_of_annotation(one)


def _is_optional(node: ast.expr) -> bool:
    """Whether it is ``X | None``."""
    return isinstance(node, ast.BinOp) and any(
        isinstance(side, ast.Constant) and side.value is None for side in (node.left, node.right)
    )


def _subscript(node: ast.expr) -> tuple[str, list[ast.expr]]:
    """The name of a type, and what stands in its brackets."""
    inner: list[ast.expr] = []
    if isinstance(node, ast.Subscript):
        inner = [*node.slice.elts] if isinstance(node.slice, ast.Tuple) else [node.slice]
        node = node.value
    if isinstance(node, ast.Attribute):
        return node.attr, inner
    return (node.id if isinstance(node, ast.Name) else ""), inner
