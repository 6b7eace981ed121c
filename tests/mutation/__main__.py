"""Try every small wrong edit of the given modules, and name those that no test noticed.

``make mutants MODULES="benchmarks/analyse/interval.py" LIMIT=600``: without modules, all that
``modules.toml`` names; without a limit, to the end. Works on a copy of the tree, one edit at a time.
Exit status 1 where an edit survived that ``accepted.toml`` does not list.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.mutation.edits import Edit, read
from tests.mutation.lists import Accepted, accepted, nearest, watched
from tests.tree import copy_tree

SLOWER = 5
"""How many times longer than usual tests may take under an edit before it counts as noticed: it hangs."""


@dataclass(frozen=True)
class Tried:
    """What came of a module's edits."""

    module: str
    edits: int
    tried: int
    survivors: tuple[Edit, ...]


@dataclass
class Copy:
    """A copy of the tree, in which edits are tried."""

    root: Path
    written: int = 0

    def notices(self, tests: Sequence[str], timeout_s: float | None = None) -> bool:
        """Whether one of the tests fails, or hangs."""
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider", *tests]
        try:
            done = subprocess.run(
                command,
                cwd=self.root,
                env={**os.environ, "PYTHONPATH": str(self.root)},
                capture_output=True,
                text=True,
                timeout=timeout_s,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return True
        if done.returncode not in (0, 1, 2, 4):
            raise SystemExit(f"pytest ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done.returncode != 0

    def write(self, module: str, source: str) -> None:
        """Write a module, later than before by a whole second: bytecode is told apart by that."""
        self.written += 1
        file = self.root / module
        file.write_text(source, encoding="utf-8")
        moment = time.time() - 1_000_000 + self.written
        os.utime(file, (moment, moment))


def try_module(copy: Copy, module: str, until: float) -> Tried:
    """Try the edits of one module until they are done, or the time is over."""
    source = (copy.root / module).read_text(encoding="utf-8")
    tests = nearest(module)
    began = time.monotonic()
    if copy.notices(tests):
        raise SystemExit(f"{module}: its tests fail without any edit; mend that first: {' '.join(tests)}")
    timeout_s = 20 + SLOWER * (time.monotonic() - began)
    edits, survivors, tried = read(copy.root / module), [], 0
    try:
        for edit in edits:
            if time.monotonic() >= until:
                break
            copy.write(module, edit.source)
            tried += 1
            if not copy.notices(tests, timeout_s):
                survivors.append(edit)
                print(f"{module}:{edit.line}: survived: {edit.before}  ->  {edit.after}", flush=True)
    finally:
        copy.write(module, source)
    return Tried(module, len(edits), tried, tuple(survivors))


def unlisted(tried: Tried, listed: Sequence[Accepted]) -> Iterator[Edit]:
    """Survivors for which no reason is listed."""
    known = {(one.module, one.before, one.after) for one in listed}
    for edit in tried.survivors:
        if (tried.module, edit.before, edit.after) not in known:
            yield edit


def main() -> int:
    """Try the modules of the command line; the exit status."""
    parser = argparse.ArgumentParser(prog="make mutants")
    parser.add_argument("modules", nargs="*")
    parser.add_argument("--limit", type=float, default=float("inf"), help="seconds")
    given = parser.parse_args()
    modules = given.modules or watched()
    until, left = time.monotonic() + given.limit, 0
    with tempfile.TemporaryDirectory(prefix="fvk-mutants-") as folder:
        copy = Copy(copy_tree(Path(folder)))
        for module in modules:
            tried = try_module(copy, module, until)
            new = list(unlisted(tried, accepted()))
            left += len(new)
            print(
                f"{module}: {tried.tried} of {tried.edits} edits tried, {len(tried.survivors)} survived, "
                f"{len(new)} of them without a listed reason",
                flush=True,
            )
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
