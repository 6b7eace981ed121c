"""A copy of the project's tree, to change it without harm."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

PROJECT = Path(__file__).parents[1]


def copy_tree(root: Path) -> Path:
    """Copy to ``root`` what git knows of, and what is new and not ignored; without git, every package."""
    for name in _listed():
        if (PROJECT / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, root / name)
    return root


def _listed() -> list[str]:
    if not (PROJECT / ".git").exists():
        folders = [PROJECT / name for name in ("shared", "benchmarks", "tests", "docs")]
        folders += PROJECT.glob("*_impl")
        found = [file for folder in folders for file in folder.rglob("*") if "__pycache__" not in file.parts]
        return [str(file.relative_to(PROJECT)) for file in (*found, PROJECT / "pyproject.toml")]
    told = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=PROJECT,
        capture_output=True,
        check=True,
    )
    return [name for name in told.stdout.decode().split("\0") if name]
