"""What one component needs beside its own source: the part of ``shared`` and the libraries it imports.

Only that: a pipeline must not grow because another one was written. Everything is cached by code, so
that decorating again costs what KFP takes and not what is found out here.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dis import get_instructions
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from types import CodeType
from typing import Any

ROOT = "shared"
DISTRIBUTIONS = {
    "joblib": ("joblib",),
    "numpy": ("numpy",),
    "pandas": ("pandas", "pyarrow"),  # frames travel as Parquet
    "sklearn": ("scikit-learn",),
}
"""What to install for each library that a step imports."""


def stage(function: Callable[..., Any]) -> Path:
    """Copy the modules of ``shared`` that ``function`` imports to a directory of their own.

    They are found by their full name, as in ``from shared.steps.load import load_frame``, and so are
    the modules that they import. KFP archives the directory whole and puts it on the pod's path.
    """
    return _copy(frozenset(name for name in _imports_of(function.__code__) if _ours(name)))


@cache
def requirements(code: CodeType) -> tuple[str, ...]:
    """Name the distributions that a function's code imports, pinned to the versions installed here."""
    roots = {name.partition(".")[0] for name in _imports_of(code)}
    distributions = sorted({one for root in roots for one in DISTRIBUTIONS.get(root, ())})
    return tuple(f"{name}=={version(name)}" for name in distributions)


@cache
def _imports_of(code: CodeType) -> frozenset[str]:
    """Return every module that ``code`` imports, itself or by way of a module of ours."""
    found: set[str] = set()
    waiting = set(_imports(code))
    while waiting:
        module = waiting.pop()
        found.add(module)
        if _ours(module):
            waiting |= {module.rpartition(".")[0] or ROOT, *_imports(_code_of(module))} - found
    return frozenset(found)


def _imports(code: CodeType) -> Iterator[str]:
    for step in get_instructions(code):
        if step.opname == "IMPORT_NAME":
            yield step.argval
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _imports(constant)


def _ours(module: str) -> bool:
    return module.partition(".")[0] == ROOT


@cache
def _code_of(module: str) -> CodeType:
    source = _source_of(module)
    return compile(source.read_bytes(), str(source), "exec", dont_inherit=True)


def _source_of(module: str) -> Path:
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"a component imports {module}, which does not exist", name=module)
    return Path(spec.origin)


@cache
def _copy(modules: frozenset[str]) -> Path:
    holder = tempfile.TemporaryDirectory(prefix="fvk-embedded-")
    _HOLDERS.append(holder)
    for module in modules:
        source = _source_of(module)
        package = module if source.name == "__init__.py" else module.rpartition(".")[0]
        target = Path(holder.name, *package.split("."), source.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
    return Path(holder.name)


_HOLDERS: list[tempfile.TemporaryDirectory[str]] = []
"""Kept until the process ends; each removes itself then."""
