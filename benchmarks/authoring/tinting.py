"""Tints an implementation's source by why each token is there; every count is a count of this.

``plain``
    what plain Python would need as well: the imports of the shared steps, the pipeline's own head and
    the calls that it makes.
``sdk``
    what is there only because of the SDK: its names and everything imported from it, decorators, the
    choice of an output, an import that must stand inside a step or that repeats another, reading and
    writing artefacts, annotations that name the SDK's own types.
``wrapping``
    the head of a step, and its call of the shared function. It goes with the SDK where the step logic is
    written apart, as here; an author who decorates the logic itself does not write it.
``harness``
    what is there because of this project: the command line, and ``build``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, get_args

from benchmarks.authoring.canonical import Canonical, Token
from benchmarks.authoring.roles import (
    HARNESS_FUNCTION,
    PROOF_FUNCTIONS,
    PROOF_NAMES,
    CodeRoles,
    Function,
    Vocabulary,
    bound_names,
    origin,
    root,
)

Tint = Literal["plain", "sdk", "wrapping", "harness"]
TINTS: tuple[Tint, ...] = get_args(Tint)


@dataclass(frozen=True)
class Tinted:
    """The tint of every token and every logical line, and the SDK's names among the tokens."""

    tokens: tuple[tuple[Token, Tint], ...]
    lines: tuple[tuple[int, Tint], ...]
    """(line of the canonical text, tint) for each logical line, in order."""
    sdk_names: frozenset[str]


@dataclass
class _Painter:
    """Paints larger things first: what is painted later lies on top."""

    source: Canonical
    vocabulary: Vocabulary
    roles: CodeRoles
    spans: list[tuple[tuple[int, int], tuple[int, int], Tint]] = field(default_factory=list)
    lines: list[tuple[int, Tint]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    imported: set[str] = field(default_factory=set)
    artefacts: set[str] = field(default_factory=set)
    """Parameters that are annotated with a type of the SDK's own."""

    def paint(self, node: ast.AST, tint: Tint, end: tuple[int, int] | None = None) -> None:
        self.spans.append((self.source.start_of(node), end or self.source.end_of(node), tint))

    def line(self, node: ast.stmt | ast.expr, tint: Tint) -> None:
        self.lines.append((node.lineno, tint))

    def block(self, body: list[ast.stmt], inside: str) -> None:
        """``inside`` is the role of the function around: ``module``, ``step``, ``pipeline``, ``harness``."""
        for statement in body:
            self.statement(statement, inside)

    def statement(self, statement: ast.stmt, inside: str) -> None:
        if isinstance(statement, Function):
            self.function(statement, inside)
        elif isinstance(statement, (ast.Import, ast.ImportFrom)):
            self.simple(statement, self.import_tint(statement, inside))
        elif inside == "harness" or _is_harness(statement, self.roles):
            self.everything(statement, "harness")
        elif inside == "step":
            self.glue(statement)
        else:
            self.composition(statement, inside)

    def simple(self, statement: ast.stmt, tint: Tint) -> None:
        self.paint(statement, tint)
        self.line(statement, tint)

    def everything(self, statement: ast.stmt, tint: Tint) -> None:
        self.paint(statement, tint)
        for node in _statements_in_order(statement):
            self.line(node, tint)

    def import_tint(self, statement: ast.Import | ast.ImportFrom, inside: str) -> Tint:
        kind = origin(statement, self.vocabulary)
        if kind == "harness" or inside == "harness":
            return "harness"
        names = set(bound_names(statement))
        again = names <= self.imported
        self.imported |= names
        return "plain" if kind == "shared" and not again else "sdk"

    def function(self, function: Function, inside: str) -> None:
        if function.name not in self.roles.decorated:
            harness = function.name in {HARNESS_FUNCTION, *PROOF_FUNCTIONS}
            self.head(function, "harness" if harness else "plain")
            self.block(function.body, "harness" if harness else inside)
            return
        self.artefacts |= _artefacts(function, self.roles)
        pipeline = function.name in self.roles.pipelines
        wraps = any(_is_shared_call(node, self.roles) for node in ast.walk(function))
        self.head(function, "plain" if pipeline else "wrapping" if wraps else "sdk")
        self.block(function.body, "pipeline" if pipeline else "step")
        self.artefacts.clear()

    def head(self, function: Function, tint: Tint) -> None:
        for decorator in function.decorator_list:
            line, character = self.source.start_of(decorator)
            of_sdk: Tint = "sdk" if root(decorator) in self.roles.sdk_names else tint
            self.spans.append(((line, character - 1), self.source.end_of(decorator), of_sdk))
            self.line(decorator, of_sdk)
            self.note_names(decorator)
        self.paint(function, tint, end=self.source.start_of(function.body[0]))
        self.line(function, tint)
        for argument in [*function.args.args, *function.args.kwonlyargs]:
            if argument.annotation is not None:
                self.sdk_parts(argument.annotation)
        if function.returns is not None:
            self.sdk_parts(function.returns)

    def glue(self, statement: ast.stmt) -> None:
        calls = [node for node in ast.walk(statement) if _is_shared_call(node, self.roles)]
        self.paint(statement, "sdk")
        for node in _statements_in_order(statement):
            wraps = any(call in list(ast.walk(node)) for call in calls) and not hasattr(node, "body")
            self.line(node, "wrapping" if wraps else "sdk")
            if wraps and isinstance(node, (ast.Return, ast.Assign)) and node.value is not None:
                self.paint(node, "wrapping", end=self.source.start_of(node.value))
        for call in calls:
            self.paint(call, "wrapping")
            for inner in ast.walk(call):
                if isinstance(inner, ast.Call) and not _is_shared_call(inner, self.roles):
                    self.paint(inner, "sdk")
        for part in ast.walk(statement):
            if isinstance(part, (ast.Name, ast.Attribute)):
                self.note_names(part)

    def composition(self, statement: ast.stmt, inside: str) -> None:
        self.paint(statement, "plain")
        tint: Tint = "sdk" if self.only_sdk(statement) else "plain"
        if tint == "sdk":
            self.paint(statement, "sdk")
        self.line(statement, tint)
        for decorator in getattr(statement, "decorator_list", []):
            self.line(decorator, "plain")
        bodies = [getattr(statement, name, []) for name in ("body", "orelse", "finalbody")]
        bodies.extend(handler.body for handler in getattr(statement, "handlers", []))
        nested = {id(node) for body in bodies for one in body for node in ast.walk(one)}
        for node in ast.walk(statement):
            if id(node) not in nested and isinstance(node, ast.expr):
                self.sdk_part(node, inside)
        for body in bodies:
            self.block(body, inside)

    def only_sdk(self, statement: ast.stmt) -> bool:
        """A setting, or a thing of the SDK's own, in which no step and no shared function takes part."""
        if not isinstance(statement, (ast.Expr, ast.Assign)) or not isinstance(statement.value, ast.Call):
            return False
        called = statement.value.func
        setting = isinstance(called, ast.Attribute) and called.attr in self.vocabulary.handle_attributes
        if not setting and root(called) not in self.roles.sdk_names:
            return False
        known = self.roles.decorated | self.roles.shared_names
        return not any(isinstance(node, ast.Name) and node.id in known for node in ast.walk(statement))

    def sdk_parts(self, expression: ast.expr) -> None:
        for node in ast.walk(expression):
            if isinstance(node, ast.expr):
                self.sdk_part(node, "module")

    def sdk_part(self, node: ast.expr, inside: str) -> None:
        if isinstance(node, ast.Name) and node.id in self.roles.sdk_names:
            self.paint(node, "sdk")
            self.note_names(node)
        elif isinstance(node, ast.Attribute) and self.is_sdk_attribute(node, inside):
            self.spans.append((self.source.end_of(node.value), self.source.end_of(node), "sdk"))
            self.note_names(node)
        elif isinstance(node, ast.Subscript) and self.is_sdk_attribute(node.value, inside):
            self.spans.append((self.source.end_of(node.value), self.source.end_of(node), "sdk"))

    def is_sdk_attribute(self, node: ast.expr, inside: str) -> bool:
        if not isinstance(node, ast.Attribute):
            return False
        if root(node) in self.roles.sdk_names:
            return True
        return inside == "pipeline" and node.attr in self.vocabulary.handle_attributes

    def note_names(self, node: ast.expr) -> None:
        """Remember what a reader must know: ``module.name`` in one, and what follows a call as ``.name``."""
        for one in ast.walk(node):
            if isinstance(one, ast.Name) and one.id in self.roles.sdk_names - self.roles.makers:
                self.names.add(one.id)
            elif isinstance(one, ast.Attribute):
                if isinstance(one.value, ast.Name) and one.value.id in self.roles.sdk_names:
                    self.names.add(f"{one.value.id}.{one.attr}")
                elif (
                    root(one) in self.roles.sdk_names | self.artefacts
                    or one.attr in self.vocabulary.handle_attributes
                ):
                    self.names.add(f".{one.attr}")


def tint(source: Canonical, vocabulary: Vocabulary, roles: CodeRoles) -> Tinted:
    """Tint one implementation file."""
    painter = _Painter(source, vocabulary, roles)
    painter.block(source.tree.body, "module")
    modules = {name.partition(".")[0] for name in painter.names if "." in name[1:]}
    return Tinted(
        tokens=tuple((token, _top(painter, token)) for token in source.tokens),
        lines=tuple(painter.lines),
        sdk_names=frozenset(painter.names - modules),
    )


def _top(painter: _Painter, token: Token) -> Tint:
    over = [tinted for start, end, tinted in painter.spans if start <= token.start and token.end <= end]
    return over[-1] if over else "plain"


def _artefacts(function: Function, roles: CodeRoles) -> set[str]:
    return {
        one.arg
        for one in [*function.args.args, *function.args.kwonlyargs]
        if one.annotation is not None
        and any(
            isinstance(node, ast.Name) and node.id in roles.sdk_names for node in ast.walk(one.annotation)
        )
    }


def _is_harness(statement: ast.stmt, roles: CodeRoles) -> bool:
    if isinstance(statement, ast.If):
        return any(isinstance(node, ast.Name) and node.id == "__name__" for node in ast.walk(statement.test))
    if isinstance(statement, ast.Assign) and root(statement.targets[0]) in PROOF_NAMES:
        return True
    if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call):
        return root(statement.value) in {HARNESS_FUNCTION, *roles.harness_names}
    return False


def _is_shared_call(node: ast.AST, roles: CodeRoles) -> bool:
    """A call of a shared name, or of what a shared module or class has; not of what such a call gives."""
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    while isinstance(called, ast.Attribute):
        called = called.value
    return isinstance(called, ast.Name) and called.id in roles.shared_names


def _statements_in_order(statement: ast.stmt) -> Iterator[ast.stmt]:
    found = [node for node in ast.walk(statement) if isinstance(node, ast.stmt)]
    yield from sorted(found, key=lambda node: (node.lineno, node.col_offset))
