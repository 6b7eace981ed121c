"""What the names and functions of one implementation file are for; the basis of its tinting."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

Function = ast.FunctionDef | ast.AsyncFunctionDef
HARNESS_MODULES = ("shared.contract", "shared.command_line", "shared.workloads")
"""Of the shared package, what serves this harness; the rest is the step logic that every side calls."""
HARNESS_FUNCTION = "build"
"""The function by which the harness asks an implementation for its pipeline."""
PROOF_FUNCTIONS = frozenset({"check", "deploy"})
PROOF_NAMES = frozenset(
    {"CACHING", "EXPECTED", "FAILS", "INPUTS", "IN_SPEC", "PRINTED", "REQUIRES", "RUNS", "pipeline"}
)
"""What a specimen says to the harness about itself; see ``proof``."""


@dataclass(frozen=True)
class Vocabulary:
    """What belongs to one side: told by its module ``specimens``, not known here."""

    sdk: str
    """The module that an author imports."""
    package: str
    """The side's own package: what it brings to its implementations exists because of the SDK."""
    handle_attributes: frozenset[str]
    """Attributes of what a step's call gives inside a pipeline, such as the output that is chosen."""


@dataclass(frozen=True)
class CodeRoles:
    """Names by where they were imported from, and decorated functions by whether they call each other."""

    sdk_names: frozenset[str]
    """Also those of :attr:`makers`."""
    makers: frozenset[str]
    """The author's own names for things of the SDK that decorate functions: ``env`` in ``@env.task``."""
    shared_names: frozenset[str]
    harness_names: frozenset[str]
    decorated: frozenset[str]
    """Functions with a decorator of the SDK."""
    pipelines: frozenset[str]
    """Those of them that mention another of them; the others are steps."""


def roles_of(tree: ast.Module, vocabulary: Vocabulary) -> CodeRoles:
    """Read a file's imports and decorators."""
    names: dict[str, set[str]] = {"sdk": set(), "shared": set(), "harness": set(), "other": set()}
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names[origin(node, vocabulary)].update(bound_names(node))
    functions = [node for node in ast.walk(tree) if isinstance(node, Function)]
    makers = _makers(tree, functions, names["sdk"])
    sdk = frozenset(names["sdk"]) | makers
    decorated = {one.name: one for one in functions if any(root(each) in sdk for each in one.decorator_list)}
    pipelines = {
        name
        for name, function in decorated.items()
        if any(mentioned in decorated for mentioned in _names_from_outside(function))
    }
    shared, harness = frozenset(names["shared"]), frozenset(names["harness"])
    return CodeRoles(sdk, makers, shared, harness, frozenset(decorated), frozenset(pipelines))


def _makers(tree: ast.Module, functions: Iterable[Function], sdk: Collection[str]) -> frozenset[str]:
    decorating = {root(each) for one in functions for each in one.decorator_list}
    made = (node for node in ast.walk(tree) if isinstance(node, ast.Assign) and root(node.value) in sdk)
    names = {target.id for node in made for target in node.targets if isinstance(target, ast.Name)}
    return frozenset(names & decorating)


def origin(node: ast.Import | ast.ImportFrom, vocabulary: Vocabulary) -> str:
    """Whether an import serves the ``sdk``, the ``shared`` logic, the ``harness`` or something ``other``."""
    module = node.module or "" if isinstance(node, ast.ImportFrom) else node.names[0].name
    package = module.partition(".")[0]
    if package in {vocabulary.sdk, vocabulary.package}:
        return "sdk"
    if module.startswith(HARNESS_MODULES):
        return "harness"
    return "shared" if package == "shared" else "other"


def bound_names(node: ast.Import | ast.ImportFrom) -> list[str]:
    """The names that an import makes."""
    return [alias.asname or alias.name.partition(".")[0] for alias in node.names]


def root(node: ast.expr) -> str:
    """The name that a chain of calls, attributes and subscripts begins with; empty if it is no chain."""
    while isinstance(node, (ast.Attribute, ast.Call, ast.Subscript)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _names_from_outside(function: Function) -> Iterator[str]:
    """Names that the body reads and that are neither its parameters nor its own variables."""
    names = [
        node for statement in function.body for node in ast.walk(statement) if isinstance(node, ast.Name)
    ]
    own = {argument.arg for argument in [*function.args.args, *function.args.kwonlyargs]}
    own |= {node.id for node in names if isinstance(node.ctx, ast.Store)}
    yield from (node.id for node in names if node.id not in own)
