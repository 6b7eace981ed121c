"""Small wrong edits of a module, each of which some test must notice."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

_SWAPPED = r"Add_Sub|Sub_Add|Mul_Div|Div_Mul|FloorDiv_Div|Mod_FloorDiv|Pow_Mul|BitOr_BitAnd|BitAnd_BitOr"
_COMPARED = r"Lt_LtE|Lt_GtE|LtE_Lt|LtE_Gt|Gt_GtE|Gt_LtE|GtE_Gt|GtE_Lt|Eq_NotEq|NotEq_Eq|Is_IsNot|IsNot_Is"
_CHOSEN = re.compile(
    rf"core/(ReplaceBinaryOperator_({_SWAPPED})|ReplaceComparisonOperator_({_COMPARED})"
    r"|ReplaceUnaryOperator_(USub_UAdd|Not_Delete.*|Delete_Not)|Replace(True|False)With(True|False)"
    r"|Replace(And|Or)With(And|Or)|NumberReplacer|AddNot|ZeroIterationForLoop|ReplaceBreakWithContinue)"
)
"""Of every kind the edits that tell something: the bound and the opposite of a comparison, not all seven."""


@dataclass(frozen=True)
class Edit:
    """One wrong edit of one line."""

    line: int
    before: str
    after: str
    source: str
    """The whole module with the edit."""


def edits_of(source: str) -> list[Edit]:
    """Every edit of a module's source, by line, each meaning once; what no process reads is left out."""
    found = {_meaning(edit.source): edit for edit in _edits(source)}
    return sorted(found.values(), key=lambda edit: (edit.line, edit.after))


def _edits(source: str) -> Iterator[Edit]:
    tree = get_ast(source)
    unread = _unread(source)
    for name in operator_names():
        if not _CHOSEN.fullmatch(name):
            continue
        operator: Any = get_operator(name)()
        places = [place for node in ast_nodes(tree) for place in operator.mutation_positions(node)]
        for occurrence, (start, _) in enumerate(places):
            if any(first <= start < last for first, last in unread):
                continue
            changed = mutate_code(source, operator, occurrence)
            if changed is not None and changed != source and _compiles(changed):
                yield _edit(source, changed)


def _edit(source: str, changed: str) -> Edit:
    old, new = source.split("\n"), changed.split("\n")
    line = next(number for number, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1])
    return Edit(line + 1, old[line].strip(), new[line].strip(), changed)


def _compiles(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def _meaning(source: str) -> str:
    return ast.dump(_Negations().visit(ast.parse(source)))


class _Negations(ast.NodeTransformer):
    """Writes ``not a is b`` as ``a is not b``, and the like."""

    _OPPOSITES: ClassVar = {
        ast.Is: ast.IsNot,
        ast.IsNot: ast.Is,
        ast.In: ast.NotIn,
        ast.NotIn: ast.In,
        ast.Eq: ast.NotEq,
        ast.NotEq: ast.Eq,
        ast.Lt: ast.GtE,
        ast.GtE: ast.Lt,
        ast.Gt: ast.LtE,
        ast.LtE: ast.Gt,
    }

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        inner = node.operand
        if not (isinstance(node.op, ast.Not) and isinstance(inner, ast.Compare) and len(inner.ops) == 1):
            return node
        return ast.Compare(inner.left, [self._OPPOSITES[type(inner.ops[0])]()], inner.comparators)


def _unread(source: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where annotations stand, what is bound by ``if TYPE_CHECKING``, and that a record is frozen."""
    found: list[ast.AST] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns:
            found.append(node.returns)
        elif isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            found.append(node.annotation)
        elif _is_frozen(node) or _is_for_type_checkers(node):
            found.append(node)
    return [
        ((node.lineno, node.col_offset), (node.end_lineno or node.lineno, node.end_col_offset or 0))  # type: ignore[attr-defined]
        for node in found
    ]


def _is_frozen(node: ast.AST) -> bool:
    return isinstance(node, ast.keyword) and node.arg == "frozen"


def _is_for_type_checkers(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def read(module: Path) -> list[Edit]:
    """The edits of a module on disk."""
    return edits_of(module.read_text(encoding="utf-8"))
