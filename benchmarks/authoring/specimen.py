"""Reads what a specimen says of itself, from its source alone: a specimen may not even import."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from benchmarks.authoring.canonical import parse
from benchmarks.errors import UsageError

MISTAKE = "# the mistake"
"""The trailing comment that marks the faulty line."""
WORKAROUND = "# workaround"
"""The trailing comment that marks a logical line added, or changed, only because the direct way fails."""
WITHOUT = "# without:"
"""The trailing comment that marks a line which is the feature; behind it, what stands there without it."""


@dataclass(frozen=True)
class Specimen:
    """One file: its docstring, its constants in capitals, and the lines it marks."""

    path: Path
    source: str

    @property
    def name(self) -> str:
        """The case's name, the same on every side."""
        return self.path.stem

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed source."""
        return parse(self.source, str(self.path))

    @property
    def title(self) -> str:
        """The first line of the docstring."""
        return (ast.get_docstring(self.tree) or "").partition("\n")[0]

    @property
    def intention(self) -> str:
        """The rest of the docstring: what the author wanted."""
        return (ast.get_docstring(self.tree) or "").partition("\n")[2].strip()

    @cached_property
    def constants(self) -> Mapping[str, Any]:
        """Module-level literals whose name is in capitals."""
        return dict(_constants(self.tree))

    def marked_lines(self, marker: str) -> frozenset[int]:
        """Every line of the logical lines that end in ``marker``; of a compound statement, its head."""
        comments = _comment_lines(self.source, marker)
        spans = [_head(statement) for statement in ast.walk(self.tree) if isinstance(statement, ast.stmt)]
        marked: set[int] = set()
        for line in comments:
            around = [span for span in spans if line in span]
            around.sort(key=len)
            marked.update(around[0] if around else (line,))
        return frozenset(marked)

    def marked_count(self, marker: str) -> int:
        """How many logical lines carry ``marker``."""
        return len(_comment_lines(self.source, marker))

    def without_feature(self) -> str:
        """The source with every line that is the feature replaced, or gone; empty where none is marked."""
        replaced = dict(_replacements(self.source))
        lines = self.source.splitlines()
        kept = [replaced.get(number, line) for number, line in enumerate(lines, 1)]
        return "\n".join(line for line in kept if line is not None) + "\n" if replaced else ""

    def defines(self, function: str) -> bool:
        """Whether the file has a function of that name at its top."""
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
        return any(isinstance(node, kinds) and node.name == function for node in self.tree.body)


def read_specimen(path: Path) -> Specimen:
    """Read a file; raises :class:`~benchmarks.errors.UsageError` where it is not there."""
    try:
        return Specimen(path, path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            f"specimen {path} cannot be read: {error.strerror}; see the list of cases"
        ) from error


def _constants(tree: ast.Module) -> Iterator[tuple[str, Any]]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name.isupper():
                try:
                    yield name, ast.literal_eval(node.value)
                except ValueError:
                    continue


def _replacements(source: str) -> Iterator[tuple[int, str | None]]:
    """Line number to what replaces the line; ``None`` for nothing."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and token.string.startswith(WITHOUT):
            other = token.string.removeprefix(WITHOUT).strip()
            indent = token.line[: len(token.line) - len(token.line.lstrip())]
            yield token.start[0], indent + other if other else None


def _comment_lines(source: str, marker: str) -> list[int]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return [
        token.start[0] for token in tokens if token.type == tokenize.COMMENT and token.string.endswith(marker)
    ]


def _head(statement: ast.stmt) -> range:
    first = min([statement.lineno, *(node.lineno for node in getattr(statement, "decorator_list", []))])
    body = getattr(statement, "body", None)
    last = body[0].lineno - 1 if body else (statement.end_lineno or statement.lineno)
    return range(first, max(first, last) + 1)
