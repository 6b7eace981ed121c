"""Source as it is counted: written back by Python itself, without comments and docstrings.

So a count cannot depend on how a file was formatted: line length, quotes, brackets, trailing commas and
blank lines are gone before anything is counted. What counts as what:

logical line
    a statement, or a decorator. The heads ``else:``, ``finally:`` and ``except …:`` are part of the
    statement that they belong to. A docstring counts for nothing.
token
    a name, number, text, operator or bracket, as Python's tokenizer gives it; an f-string is one token.
"""

from __future__ import annotations

import ast
import io
import threading
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

_PARSER = threading.Lock()

LAYOUT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
    tokenize.ENCODING,
}
"""Tokens that only lay the text out."""


@dataclass(frozen=True)
class Token:
    """One token of the canonical text, from ``start`` to ``end``, both (line, character)."""

    text: str
    start: tuple[int, int]
    end: tuple[int, int]


@dataclass(frozen=True)
class Canonical:
    """The text that is counted, and its syntax tree, whose positions are those of the text."""

    text: str
    tree: ast.Module

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Every token that counts, in order."""
        return tuple(_tokens(self.text))

    def start_of(self, node: ast.AST) -> tuple[int, int]:
        """Where a node begins, in characters: the tree itself counts in bytes."""
        return self._characters(node.lineno, node.col_offset)  # type: ignore[attr-defined]

    def end_of(self, node: ast.AST) -> tuple[int, int]:
        """Where a node ends, in characters."""
        return self._characters(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]

    def _characters(self, line: int, byte: int) -> tuple[int, int]:
        text = self.text.splitlines()[line - 1]
        return line, len(text.encode()[:byte].decode())


def canonical(source: str) -> Canonical:
    """Parse, drop docstrings, write back and parse again; raises ``SyntaxError`` as Python does."""
    tree = parse(source)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            _drop_docstring(node)
    text = ast.unparse(tree) + "\n"
    return Canonical(text, parse(text))


def parse(source: str, name: str = "<unknown>") -> ast.Module:
    """One thread at a time: CPython 3.11 counts the depth of its nodes for all threads together."""
    with _PARSER:
        return ast.parse(source, name)


def logical_lines(tree: ast.AST) -> int:
    """How many statements and decorators there are."""
    statements = sum(isinstance(node, ast.stmt) for node in ast.walk(tree))
    return statements + sum(len(getattr(node, "decorator_list", ())) for node in ast.walk(tree))


def _drop_docstring(node: ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
    if ast.get_docstring(node, clean=False) is None:
        return
    node.body = node.body[1:]
    if not node.body and not isinstance(node, ast.Module):
        # A body may not be empty; what remains of it is what Python would want in its place.
        node.body = [ast.Pass()]


def _tokens(text: str) -> Iterator[Token]:
    fstring: Token | None = None
    depth = 0
    for one in tokenize.generate_tokens(io.StringIO(text).readline):
        name = tokenize.tok_name[one.type]
        token = Token(one.string, one.start, one.end)
        if name == "FSTRING_START":
            fstring, depth = fstring or token, depth + 1
        elif name == "FSTRING_END":
            depth -= 1
            if depth == 0 and fstring is not None:
                yield Token(_between(text, fstring.start, token.end), fstring.start, token.end)
                fstring = None
        elif fstring is None and one.type not in LAYOUT:
            yield token


def _between(text: str, start: tuple[int, int], end: tuple[int, int]) -> str:
    lines = text.splitlines()[start[0] - 1 : end[0]]
    lines[-1] = lines[-1][: end[1]]
    return "\n".join([lines[0][start[1] :], *lines[1:]]) if len(lines) > 1 else lines[0][start[1] :]
