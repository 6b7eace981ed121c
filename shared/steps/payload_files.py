"""A file and a directory as payloads."""

from __future__ import annotations

import hashlib
import random
from functools import cache
from pathlib import Path

from shared.steps.arrival import Arrival

BLOCK_BYTES = 1 << 20
FILE_BYTES = 1 << 16
"""Of one file in a directory; the last one may be smaller."""
SEED = 7


def make_file(size_bytes: int, path: Path) -> None:
    """Write ``size_bytes`` bytes that no compression shortens, each block another."""
    with path.open("wb") as file:
        for start in range(0, size_bytes, BLOCK_BYTES):
            file.write((start.to_bytes(8) + _noise()[8:])[: size_bytes - start])


def report_file(path: Path) -> Arrival:
    """Digest the file's bytes."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Arrival(digest, path.stat().st_size, {"ending of the name": path.suffix})


def make_directory(size_bytes: int, path: Path) -> None:
    """Write ``size_bytes`` bytes in files of 64 KiB, beside an empty file, an empty folder and a program."""
    path.mkdir(parents=True, exist_ok=True)
    for number, start in enumerate(range(0, size_bytes, FILE_BYTES)):
        folder = path / f"part {number // 100}"
        folder.mkdir(exist_ok=True)
        make_file(min(FILE_BYTES, size_bytes - start), folder / f"{number}.bin")
    (path / "empty").touch()
    (path / "nothing inside").mkdir()
    program = path / "program.sh"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)


@cache
def _noise() -> bytes:
    return random.Random(SEED).randbytes(BLOCK_BYTES)  # noqa: S311 - data, not secrets


def report_directory(path: Path) -> Arrival:
    """Digest names and bytes of all regular files, and tell what else a directory holds."""
    files = sorted(found for found in path.rglob("*") if found.is_file())
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(path)}\0{file.stat().st_size}\0".encode())
        digest.update(file.read_bytes())
    empty = [found for found in path.rglob("*") if found.is_dir() and not any(found.iterdir())]
    programs = [file for file in files if file.stat().st_mode & 0o100]
    fidelity = {"empty folders": str(len(empty)), "programs": str(len(programs))}
    return Arrival(digest.hexdigest(), len(files), fidelity)
