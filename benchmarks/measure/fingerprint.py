"""Where a campaign ran: machine, Python, packages, project. Two campaigns compare only where these agree."""

from __future__ import annotations

import hashlib
import platform
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from benchmarks.measure import machine
from benchmarks.measure.machine import Machine

PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Python:
    """The interpreter, apart from where it is installed."""

    version: str
    implementation: str
    build: tuple[str, str]
    compiler: str
    optimised: bool
    """Built with profile-guided or link-time optimisation, which is worth 10 to 30 % of the speed."""
    debug: bool


@dataclass(frozen=True)
class Project:
    """The project's own state; ``None`` where git is missing or this is not its repository."""

    commit: str | None
    dirty: bool | None


@dataclass(frozen=True)
class Fingerprint:
    """Everything known about where a campaign ran. No absolute path and no host name is in it."""

    machine: Machine
    python: Python
    packages: Mapping[str, str]
    packages_sha256: str
    project: Project

    def as_json(self) -> dict[str, Any]:
        """Plain dictionaries, lists, strings and numbers."""
        plain: dict[str, Any] = _plain(asdict(self))
        return plain


def take(root: Path = Path("/"), project: Path = PROJECT) -> Fingerprint:
    """Look at this machine, this interpreter and its packages, and the repository at ``project``."""
    packages = installed_packages()
    return Fingerprint(
        machine=machine.describe(root),
        python=this_python(),
        packages=packages,
        packages_sha256=packages_hash(packages),
        project=project_state(project),
    )


def this_python() -> Python:
    """The interpreter that runs this, which is the one that samples are started with."""
    options = str(sysconfig.get_config_var("CONFIG_ARGS") or "")
    return Python(
        version=platform.python_version(),
        implementation=platform.python_implementation(),
        build=platform.python_build(),
        compiler=platform.python_compiler(),
        optimised="--enable-optimizations" in options or "--with-lto" in options,
        debug=hasattr(sys, "gettotalrefcount"),
    )


def installed_packages() -> dict[str, str]:
    """Version by name, sorted, names as the package index writes them (``scikit-learn``)."""
    found: dict[str, str] = {}
    for distribution in metadata.distributions():
        name = distribution.metadata["Name"]
        if name:
            found.setdefault(name.lower().replace("_", "-").replace(".", "-"), distribution.version)
    return dict(sorted(found.items()))


def packages_hash(packages: Mapping[str, str]) -> str:
    """SHA-256, in hexadecimal, over the sorted lines ``name==version``."""
    lines = "\n".join(sorted(f"{name}=={version}" for name, version in packages.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def project_state(project: Path) -> Project:
    """Commit, and whether files differ from it; new files count, ignored ones and documentation do not."""
    top = _git(project, "rev-parse", "--show-toplevel")
    if top is None or Path(top) != project.resolve():
        return Project(None, None)
    # No process that is measured reads them; the campaigns kept in docs follow each other on one commit.
    changes = _git(project, "status", "--porcelain", "--", ".", ":(exclude)docs", ":(exclude)*.md")
    return Project(_git(project, "rev-parse", "HEAD"), None if changes is None else bool(changes))


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """What differs between two fingerprints in JSON form: ``machine.kernel: '6.1' became '6.18'``."""
    before, after = dict(_leaves(old)), dict(_leaves(new))
    # The packages are named one by one, so that their hash adds nothing.
    names = sorted((before.keys() | after.keys()) - {"packages_sha256"})
    return tuple(
        f"{name}: {_shown(before, name)} became {_shown(after, name)}"
        for name in names
        if before.get(name) != after.get(name)
    )


def _shown(leaves: Mapping[str, object], name: str) -> str:
    return repr(leaves[name]) if name in leaves else "missing"


def _leaves(tree: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, object]]:
    for name, value in tree.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{path}{name}.")
        else:
            yield path + name, list(value) if isinstance(value, tuple) else value


def _plain(value: object) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


def _git(project: Path, *arguments: str) -> str | None:
    command = ("git", "-C", str(project), *arguments)
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None
