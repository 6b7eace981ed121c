"""Importing somebody's own file where it stands, with what it imports from beside it."""

from __future__ import annotations

import ast
import importlib
import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import ModuleType

from shared.reimport import import_afresh

_OURS = Path(__file__).parents[1]
"""The folder that our own packages are in."""


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
    importlib.invalidate_caches()
    return import_afresh(module)


@cache
def locate(file: Path) -> tuple[Path, str]:
    """Return the folder that must be on the path, and the module's full name from there.

    Remembered, so that it can be found out before a measurement begins.
    """
    levels = max(_levels_by_packages(file), _levels_climbed(file))
    root = file.parents[levels]
    if "." in file.stem:
        raise NotImportableError(
            f"{file.name}: Python cannot import a file with a dot in its name; rename it"
        )
    return root, ".".join((*file.parent.relative_to(root).parts, file.stem))


def lead_path(folders: Iterable[Path]) -> None:
    """Put the folders first where modules are looked for, here and in processes that this one starts."""
    leading = list(dict.fromkeys(str(folder) for folder in folders))
    sys.path[:] = [*leading, *(entry for entry in sys.path if entry not in leading)]
    known = [entry for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if entry]
    kept = [entry for entry in known if entry not in leading]
    os.environ["PYTHONPATH"] = os.pathsep.join([*leading, *kept])


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


def _our_packages() -> list[str]:
    """Those of this project that this process has imported, such as this one."""
    return [
        name for name in sorted(sys.modules) if "." not in name and (_OURS / name / "__init__.py").exists()
    ]
