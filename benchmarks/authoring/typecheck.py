"""The first stage: mypy, as a user gets it who has installed it and configured nothing.

The one flag beside the defaults is ``--ignore-missing-imports``: an SDK without ``py.typed`` is an error in
every file otherwise, right or wrong. So mypy sees each call of a step as untyped, and finds what it would
find in any Python.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.errors import EngineError

FLAGS = (
    "--config-file=",
    "--ignore-missing-imports",
    "--explicit-package-bases",
    "--follow-imports=silent",
    "--no-error-summary",
    "--no-color-output",
)
REPORT = re.compile(r"^(?P<path>[^:\n]+\.py):(?P<line>\d+): error: (?P<text>.*)$", re.MULTILINE)
"""One error, as mypy prints it without colours."""


def type_errors(
    root: Path, paths: Iterable[Path], flags: Iterable[str] = ()
) -> Mapping[Path, tuple[str, ...]]:
    """Every file's errors as ``line N: text``, from one run over all; files without errors are left out.

    ``paths`` lie below ``root``, which becomes the base of the dotted names.
    """
    relative = [str(path.relative_to(root)) for path in paths]
    argv = [sys.executable, "-m", "mypy", *FLAGS, *flags, f"--cache-dir={root / '.mypy_cache'}", *relative]
    run = subprocess.run(argv, cwd=root, capture_output=True, text=True, check=False)
    if run.returncode > 1:
        last = (run.stdout + run.stderr).strip().rpartition("\n")[2]
        raise EngineError(f"mypy ended with status {run.returncode}: {last}; run it on the specimens by hand")
    found: dict[Path, list[str]] = {}
    for match in REPORT.finditer(run.stdout):
        text = f"line {match['line']}: {match['text']}"
        found.setdefault(root / match["path"], []).append(text)
    return {path: tuple(errors) for path, errors in found.items()}


def without_false_alarms(found: tuple[str, ...], anyway: tuple[str, ...]) -> tuple[str, ...]:
    """The errors whose text mypy does not also give for the corrected file; the line may differ."""
    known = {error.partition(": ")[2] for error in anyway}
    return tuple(error for error in found if error.partition(": ")[2] not in known)
