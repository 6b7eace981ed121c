"""Importing somebody's own file where it stands, with what it imports from beside it."""

from __future__ import annotations

import ast
import importlib.machinery
import importlib.util
import os
import sys
import traceback
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from shared.reimport import import_afresh

_OURS = Path(__file__).parents[1]
"""The folder that our own packages are in."""
_PROJECT_SIGNS = (".git", "pyproject.toml", "setup.py", "setup.cfg", "requirements.txt")
"""What stands in the folder that a project begins with."""


class NotImportableError(Exception):
    """The file cannot be imported as it stands; the text is one line that says why."""


def import_file(file: Path) -> ModuleType:
    """Execute the file as the module that its own project knows it by; again at every call.

    Packages are followed upwards, so that relative imports work; a file without ``__init__.py`` beside it
    that uses them all the same is taken as a part of the folders it climbs. The folders needed for that
    lead ``sys.path``, and ``PYTHONPATH`` for processes that are started later.
    Raises :class:`NotImportableError`, or whatever the file itself raises.
    """
    file = file.resolve()
    if not file.is_file():
        raise NotImportableError(f"{file.name}: there is no such file")
    root, module = locate(file)
    _refuse_clash(root, module, file)
    lead_path([root, file.parent])
    _look_in_project(file)
    importlib.invalidate_caches()
    try:
        _refuse_other(module, file)
        return import_afresh(module)
    except ModuleNotFoundError as error:
        error.msg = f"No module named {_whole_name(error)!r}"
        raise


@cache
def locate(file: Path) -> tuple[Path, str]:
    """Return the folder that must be on the path, and the module's full name from there.

    Remembered, so that it can be found out before a measurement begins.
    """
    if file.suffix == ".ipynb":
        raise NotImportableError(
            f"{file.name} is a notebook: export it with `jupyter nbconvert --to script {file.name}`"
        )
    if file.suffix != ".py":
        raise NotImportableError(f"{file.name} is no Python file")
    levels = max(_levels_by_packages(file), _levels_climbed(file))
    root = file.parents[levels]
    if "." in file.stem:
        raise NotImportableError(
            f"{file.name}: Python cannot import a file with a dot in its name; rename it"
        )
    return root, ".".join((*file.parent.relative_to(root).parts, file.stem))


def lead_path(folders: Iterable[Path | str], *, behind: bool = False) -> None:
    """Put the folders first (or last) where modules are looked for, here and in processes started later."""
    named = list(dict.fromkeys(str(folder) for folder in folders))
    known = [entry for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if entry]
    sys.path[:] = _joined(named, sys.path, behind=behind)
    os.environ["PYTHONPATH"] = os.pathsep.join(_joined(named, known, behind=behind))


def _joined(named: list[str], known: Iterable[str], *, behind: bool) -> list[str]:
    kept = [entry for entry in known if entry not in named]
    return [*kept, *named] if behind else [*named, *kept]


def imported_names(module: ModuleType) -> frozenset[str]:
    """Return the names that a module's file imports; what it writes itself goes by other names."""
    try:
        tree = ast.parse(Path(str(module.__file__)).read_bytes())
    except (OSError, SyntaxError, ValueError):
        return frozenset()
    found = [node for node in _at_top(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [one.asname or one.name.partition(".")[0] for node in found for one in node.names]
    starred = [
        name
        for node in found
        if isinstance(node, ast.ImportFrom) and any(one.name == "*" for one in node.names)
        for name in _starred(module, node)
    ]
    return frozenset((*names, *starred))


def own_values(module: ModuleType, kinds: tuple[type, ...] | type) -> dict[str, Any]:
    """Return the values of these kinds by name: those that the file writes, else those that it imports."""
    imported = imported_names(module)
    every = {name: value for name, value in vars(module).items() if isinstance(value, kinds)}
    own = {name: value for name, value in every.items() if name not in imported}
    once: dict[str, Any] = {}
    for name, value in (own or every).items():
        if not any(value is other for other in once.values()):
            once[name] = value
    return once


def _at_top(node: ast.AST) -> Iterator[ast.AST]:
    """Every statement that runs with the module itself, also below an ``if`` or a ``try``."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield child
            yield from _at_top(child)


def _starred(module: ModuleType, node: ast.ImportFrom) -> list[str]:
    """What ``from … import *`` brought, as far as that module can be found again."""
    package = module.__name__.split(".")[: -node.level] if node.level else []
    other = sys.modules.get(".".join([*package, *(node.module.split(".") if node.module else [])]))
    return [] if other is None else [name for name in vars(other) if not name.startswith("__")]


def _levels_by_packages(file: Path) -> int:
    levels = 0
    while (file.parents[levels] / "__init__.py").exists():
        levels += 1
    return levels


def _levels_climbed(file: Path) -> int:
    """How many folders the relative imports at the top of the file climb."""
    try:
        tree = ast.parse(file.read_bytes())
    except (SyntaxError, ValueError):
        return 0  # importing it tells better what is wrong
    return max((node.level for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)), default=0)


def _refuse_clash(root: Path, module: str, file: Path) -> None:
    """A name that this process uses already would be imported in place of theirs, in silence."""
    loaded = sys.modules.get(module)
    if loaded is not None and Path(getattr(loaded, "__file__", None) or "").resolve() != file:
        raise NotImportableError(
            f"{file.name}: {module} is also the name of an installed module; rename the file"
        )
    for package in _our_packages():
        theirs = next((root / form for form in (package, f"{package}.py") if (root / form).exists()), None)
        if theirs is not None and theirs.resolve() != (_OURS / package).resolve():
            raise NotImportableError(
                f"{file.name}: {theirs.name} beside it has the name of a package that the measurement needs; "
                "rename one of them"
            )


def _refuse_other(module: str, file: Path) -> None:
    """What leads the path is not always what Python imports: a package goes before a file of its name."""
    spec = importlib.util.find_spec(module)
    origin = spec.origin if spec is not None else None
    if origin is None or Path(origin).resolve() != file:
        told = Path(origin).parent.name if origin else f"a folder {module.rpartition('.')[2]}"
        raise NotImportableError(
            f"{file.name}: Python imports {told} beside it in its place; rename one of them"
        )


def _look_in_project(file: Path) -> None:
    """Find what neither an installation nor the file's own folder has in the folders above it."""
    sys.meta_path[:] = [one for one in sys.meta_path if not isinstance(one, _ProjectFinder)]
    sys.meta_path.append(_ProjectFinder(file))


class _ProjectFinder:
    """The last resort for an absolute import: the project that the file is a part of.

    Its authors start Python from the project's folder, or have it installed from a ``src`` folder.
    """

    def __init__(self, file: Path) -> None:
        self._folders = project_folders(file)

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:  # noqa: ARG002
        """Put the folder that has the module on the path, and find the module there."""
        if path is not None or "." in name:
            return None
        for folder in self._folders:
            if (folder / name).is_dir() or (folder / f"{name}.py").is_file():
                lead_path([str(folder)], behind=True)
                return importlib.machinery.PathFinder.find_spec(name, [str(folder)])
        return None


def project_folders(file: Path) -> list[Path]:
    """Return the folders that hold a project's modules, nearest first, up to where the project ends."""
    found = []
    for folder in file.parents:
        if folder in (Path.home(), Path(folder.anchor)):
            break
        found += [folder, folder / "src"]
        if any((folder / sign).exists() for sign in _PROJECT_SIGNS):
            break
    return found


def _whole_name(error: ModuleNotFoundError) -> str:
    """The dotted name as the import statement has it; Python names only its first part that is missing."""
    missing = str(error.name)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".py")]
    try:
        tree = ast.parse(Path(frames[-1].filename).read_bytes()) if frames else ast.Module([], [])
    except (OSError, SyntaxError, ValueError):
        return missing
    line = frames[-1].lineno if frames else 0
    written = [
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        and node.lineno <= (line or 0) <= (node.end_lineno or node.lineno)
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
        )
    ]
    return next((name for name in written if name == missing or name.startswith(f"{missing}.")), missing)


def _our_packages() -> list[str]:
    """Those of this project that this process has imported, such as this one."""
    return [
        name for name in sorted(sys.modules) if "." not in name and (_OURS / name / "__init__.py").exists()
    ]
