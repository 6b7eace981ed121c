"""One word a thing, and one thing a word: no type name stands in two modules of the harness."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1] / "benchmarks"


def type_names(file: Path) -> Iterator[str]:
    """Classes and type aliases that a module defines; what begins with an underscore is its own business."""
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name[0].isupper() and not name.isupper():
                yield name


def test_no_type_name_stands_in_two_modules() -> None:
    homes = defaultdict(list)
    for file in sorted(ROOT.rglob("*.py")):
        for name in type_names(file):
            homes[name].append(str(file.relative_to(ROOT)))
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}
