"""The environment of one sample, built up from nothing: what is not named here does not get in."""

from __future__ import annotations

import itertools
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

THREAD_VARIABLES = (
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
)
"""Set to one thread: idle BLAS threads spin, so that with more of them a sample measures who else is on
the machine. What is compared here is orchestration, and every contender gets the same."""

PASSED_THROUGH = frozenset(
    (
        "ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY",
        "all_proxy", "https_proxy", "http_proxy", "no_proxy",
        "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "SSL_CERT_DIR", "SSL_CERT_FILE",
        "PIP_CERT", "PIP_CLIENT_CERT", "PIP_CONFIG_FILE", "PIP_DEFAULT_TIMEOUT", "PIP_EXTRA_INDEX_URL",
        "PIP_FIND_LINKS", "PIP_INDEX_URL", "PIP_NO_INDEX", "PIP_PROXY", "PIP_RETRIES", "PIP_TRUSTED_HOST",
    )
)  # fmt: skip
"""What it takes to reach a package index from here, because a contender's default may install packages for
every task. Nothing that changes what pip does otherwise is among them. Values may be secret: a raw file
holds names only, see :func:`passed_through`."""


@dataclass(frozen=True)
class Room:
    """The directories that one sample has to itself, all below ``root``."""

    root: Path
    home: Path
    temporary: Path
    work: Path
    logs: Path

    @classmethod
    def make(cls, root: Path) -> Room:
        """Make the directories. ``FileExistsError`` if ``root`` is there: a room is used once."""
        root.mkdir(parents=True)
        room = cls(root, *(root / name for name in ("home", "tmp", "work", "logs")))
        for directory in (room.home, room.temporary, room.work, room.logs):
            directory.mkdir()
        return room

    @property
    def empty_bytecode(self) -> Path:
        """A bytecode prefix that no process of this room has written to yet, for a cold start."""
        candidates = (self.root / f"bytecode-{number}" for number in itertools.count())
        return next(candidate for candidate in candidates if not candidate.exists())


def clean_environment(
    room: Room,
    *,
    interpreter: Path,
    caller: Mapping[str, str],
    hash_seed: int,
    bytecode: Path | None = None,
    python_path: Sequence[Path] = (),
    package_cache: Path | None = None,
    engine: Mapping[str, str] | None = None,
    threads: int = 1,
) -> dict[str, str]:
    """The whole environment of a sample; ``engine`` comes last and may set anything, such as caches off.

    ``interpreter`` is the Python whose directory leads ``PATH``; its link is not followed, because a
    virtual environment is known by the link. ``bytecode`` is where compiled modules are read and
    written instead of beside their sources: ``room.empty_bytecode`` for a cold start, ``None`` for what
    the installation has. ``package_cache`` is pip's cache for the whole campaign.
    """
    environment = {name: caller[name] for name in passed_through(caller)}
    environment |= dict.fromkeys(THREAD_VARIABLES, str(threads))
    environment |= {
        "DO_NOT_TRACK": "1",
        "HOME": str(room.home),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "PATH": os.pathsep.join((str(interpreter.parent), "/usr/local/bin", "/usr/bin", "/bin")),
        "PYTHONHASHSEED": str(hash_seed),
        "TMPDIR": str(room.temporary),
        "TZ": "UTC",
    }
    if bytecode:
        environment["PYTHONPYCACHEPREFIX"] = str(bytecode)
    if python_path:
        environment["PYTHONPATH"] = os.pathsep.join(map(str, python_path))
    if package_cache:
        environment["PIP_CACHE_DIR"] = str(package_cache)
    return environment | dict(engine or {})


def passed_through(caller: Mapping[str, str]) -> list[str]:
    """Names, sorted, of the caller's variables that a sample gets to see."""
    return sorted(PASSED_THROUGH & caller.keys())
