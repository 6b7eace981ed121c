"""Compile bytecode before a campaign, so that no sample pays for it."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

from benchmarks.plan import engines
from benchmarks.targets.environments import selection
from benchmarks.targets.environments.store import ENVIRONMENTS, Store


def compile_bytecode(wanted: Sequence[str] = ()) -> None:
    """Compile every module that lacks it: warm samples read bytecode as an installation leaves it."""
    installed = engines.discover()
    chosen = selection.select(installed, Store(ENVIRONMENTS.absolute()), wanted)
    packages = {
        root / reference.target.partition(":")[0].partition(".")[0]
        for reference in installed.values()
        for root in reference.roots[:1]
    }
    for python in {reference.python for reference in (*installed.values(), *chosen)}:
        subprocess.run([str(python), "-c", _COMPILE, *map(str, sorted(packages))], check=False)


_COMPILE = """
import compileall, hashlib, pathlib, sys, sysconfig
site = pathlib.Path(sysconfig.get_path("purelib"))
entries = [entry for entry in site.iterdir() if entry.name != "__pycache__"]
state = sorted((entry.name, entry.stat().st_mtime_ns) for entry in entries)
marker = pathlib.Path(sys.prefix, "compiled-by-fvk")
digest = hashlib.sha256(repr(state).encode()).hexdigest()
if not marker.exists() or marker.read_text() != digest:
    compileall.compile_dir(site, quiet=2, workers=2)
    marker.write_text(digest)
for folder in sys.argv[1:]:
    compileall.compile_dir(folder, quiet=2)
"""
