"""The code table: what of each implementation is there because of its SDK, counted from its source."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path

from benchmarks.authoring.canonical import Canonical, canonical, logical_lines, parse
from benchmarks.authoring.roles import Function, Vocabulary, origin, roles_of
from benchmarks.authoring.sides import Side
from benchmarks.authoring.specimen import read_specimen
from benchmarks.authoring.tinting import TINTS, Tint, Tinted, tint
from benchmarks.errors import UsageError


@dataclass(frozen=True)
class CodeRow:
    """One workload's implementation on one side. Counts are of logical lines and tokens, by tint."""

    workload: str
    side: str
    lines: Mapping[Tint, int]
    tokens: Mapping[Tint, int]
    sdk_names: tuple[str, ...]
    """Distinct names of the SDK that a reader must know."""
    decorators: int
    """Of the SDK."""
    annotations: int
    """Of parameters and returns of the functions that the SDK decorates."""
    imports_inside: int
    """Imports that stand inside such functions."""
    repeated_lines: int
    """Logical lines inside steps that say again, but for local names, what an earlier step says."""
    nesting: int
    """Deepest block below the head of a pipeline: 1 is the body itself."""
    shared_lines: int
    """Logical lines of the step logic that any side calls in this workload, without imports."""
    runs: tuple[tuple[str, str], ...] = field(compare=False)
    """(tint, text), which put together are the text that was counted; layout between two is plain. Two
    sources that differ in words alone cost the same."""

    @property
    def orchestrator_lines(self) -> int:
        """What the SDK costs beside the logic: its own lines and the wrapping."""
        return self.lines["sdk"] + self.lines["wrapping"]

    @property
    def share(self) -> float:
        """Orchestrator lines for each line of shared logic."""
        return self.orchestrator_lines / self.shared_lines


@dataclass(frozen=True)
class TintedFile:
    """One file as it was counted, for a reader who wants to disagree line by line."""

    workload: str
    side: str
    source: Canonical
    tinted: Tinted


def counted_workloads(sides: tuple[Side, ...]) -> tuple[str, ...]:
    """The workloads that every side implements."""
    found = find_spec("shared.workloads")
    if found is None or found.submodule_search_locations is None:
        raise UsageError("the shared workloads are not installed; run `make setup`")
    names = {
        path.stem for folder in found.submodule_search_locations for path in Path(folder).glob("[!_]*.py")
    }
    return tuple(
        sorted(name for name in names if all((side.folder / f"{name}.py").exists() for side in sides))
    )


def count_code(sides: tuple[Side, ...], workload: str | None = None) -> tuple[CodeRow, ...]:
    """Count every workload's implementations, or one's."""
    rows = []
    for name in _chosen(sides, workload):
        sources = {side: _source(side, name) for side in sides}
        modules = set().union(*(shared_modules(text, vocabulary_of(side)) for side, text in sources.items()))
        shared = sum(_lines_of(module) for module in modules)
        for side, text in sources.items():
            rows.append(count_source(side.name, name, text, vocabulary_of(side), shared))
    return tuple(rows)


def tinted_files(sides: tuple[Side, ...], workload: str) -> tuple[TintedFile, ...]:
    """One workload's files, tinted; what :func:`count_code` counted."""
    files = []
    for name in _chosen(sides, workload):
        for side in sides:
            source, vocabulary = canonical(_source(side, name)), vocabulary_of(side)
            tinted = tint(source, vocabulary, roles_of(source.tree, vocabulary))
            files.append(TintedFile(name, side.name, source, tinted))
    return tuple(files)


def vocabulary_of(side: Side) -> Vocabulary:
    """What the side's module ``specimens`` says of its SDK, read without importing it."""
    constants = read_specimen(side.folder / "specimens.py").constants
    return Vocabulary(constants["SDK"], side.folder.name, frozenset(constants["HANDLE_ATTRIBUTES"]))


def count_source(side: str, workload: str, text: str, vocabulary: Vocabulary, shared_lines: int) -> CodeRow:
    """Count one implementation's source."""
    source = canonical(text)
    roles = roles_of(source.tree, vocabulary)
    tinted = tint(source, vocabulary, roles)
    lines = Counter(each for _, each in tinted.lines)
    tokens = Counter(each for _, each in tinted.tokens)
    decorated = [
        node for node in ast.walk(source.tree) if isinstance(node, Function) and node.name in roles.decorated
    ]
    steps = [one for one in decorated if one.name not in roles.pipelines]
    pipelines = [one for one in decorated if one.name in roles.pipelines]
    return CodeRow(
        workload=workload,
        side=side,
        lines={each: lines[each] for each in TINTS},
        tokens={each: tokens[each] for each in TINTS},
        sdk_names=tuple(sorted(tinted.sdk_names)),
        decorators=sum(len(one.decorator_list) for one in decorated),
        annotations=sum(_annotations(one) for one in decorated),
        imports_inside=sum(
            isinstance(node, (ast.Import, ast.ImportFrom)) for one in decorated for node in ast.walk(one)
        ),
        repeated_lines=_repeated(steps),
        nesting=max((_depth(one.body) for one in pipelines), default=0),
        shared_lines=shared_lines,
        runs=tuple(_runs(source, tinted)),
    )


def _runs(source: Canonical, tinted: Tinted) -> Iterator[tuple[str, str]]:
    """Neighbours of one tint in one line together."""
    begins = list(accumulate((len(line) for line in source.text.splitlines(keepends=True)), initial=0))
    reached, last = 0, "plain"
    run = ""
    for token, why in tinted.tokens:
        start, end = (begins[line - 1] + character for line, character in (token.start, token.end))
        between = source.text[reached:start]
        if why != last or "\n" in between:
            yield last, run
            yield "plain", between
            run, between = "", ""
        run, reached, last = run + between + source.text[start:end], end, why
    yield last, run
    yield "plain", source.text[reached:]


def _chosen(sides: tuple[Side, ...], workload: str | None) -> tuple[str, ...]:
    names = counted_workloads(sides)
    if workload is None:
        return names
    if workload not in names:
        raise UsageError(f"no workload {workload!r} on every side; there are {', '.join(names)}")
    return (workload,)


def _source(side: Side, workload: str) -> str:
    return (side.folder / f"{workload}.py").read_text(encoding="utf-8")


def _annotations(function: Function) -> int:
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return sum(one.annotation is not None for one in arguments) + (function.returns is not None)


def _depth(body: list[ast.stmt]) -> int:
    inner = [
        _depth(block)
        for statement in body
        for name in ("body", "orelse", "finalbody")
        if (block := getattr(statement, name, None)) and not isinstance(statement, Function)
    ]
    return 1 + max(inner, default=0)


def _repeated(steps: list[Function]) -> int:
    seen: set[str] = set()
    repeated = 0
    for step in steps:
        own = {argument.arg for argument in step.args.args}
        for statement in ast.walk(step):
            if isinstance(statement, ast.stmt) and not hasattr(statement, "body"):
                said = _without_local_names(statement, own)
                repeated += said in seen
                seen.add(said)
    return repeated


def _without_local_names(statement: ast.stmt, parameters: set[str]) -> str:
    """The statement with local names by order of appearance; imported and built-in names keep theirs."""
    order: dict[str, str] = {}
    copy = parse(ast.unparse(statement))
    for node in ast.walk(copy):
        if isinstance(node, ast.Name) and (isinstance(node.ctx, ast.Store) or node.id in parameters):
            node.id = order.setdefault(node.id, f"local{len(order)}")
    return ast.dump(copy)


def shared_modules(text: str, vocabulary: Vocabulary) -> set[str]:
    """The modules of shared logic that a file imports, whole or in part."""
    modules = set()
    for node in ast.walk(parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module and origin(node, vocabulary) == "shared":
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            modules |= {name for name in inside if _is_module(name)} or {node.module}
    return modules


def _is_module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False  # what it would lie in is a module, and no package


def _lines_of(module: str) -> int:
    found = find_spec(module)
    if found is None or found.origin is None:
        raise UsageError(f"{module} is imported by an implementation and is not installed; run `make setup`")
    tree = canonical(Path(found.origin).read_text(encoding="utf-8")).tree
    imports = sum(isinstance(node, (ast.Import, ast.ImportFrom)) for node in ast.walk(tree))
    return logical_lines(tree) - imports
