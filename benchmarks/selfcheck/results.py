"""What self-checks found, kept row by row: in a raw file of their own, or in that of a campaign."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.measure import fingerprint
from benchmarks.present import selfcheck_results
from benchmarks.record.journal import FILE_NAME, begin, read, reopened
from benchmarks.record.schema import SCHEMA, Header, Table
from benchmarks.record.timestamp import now

Keep = Callable[[dict[str, Any]], None]


@contextmanager
def keeping(check: str, directory: Path) -> Iterator[Keep]:
    """Yields what keeps one row at once, so that an interruption loses none that was found."""
    here = fingerprint.take().as_json()
    path = directory / FILE_NAME
    processor = str(here.get("machine", {}).get("cpu_model", ""))
    if not path.exists():
        begin(directory, [_header(here)])
    with reopened(directory) as journal:
        next(iter(read(path)), None)
        yield lambda row: journal.append(
            Table(selfcheck_results.TABLE, [{"check": check, "processor": processor, **row}])
        )


def _header(here: dict[str, Any]) -> Header:
    return Header(
        schema=SCHEMA,
        profile=selfcheck_results.TABLE,
        seed=0,
        started_at=now(),
        command=["fvk", *sys.argv[1:]],
        budget_s=0.0,
        contenders=[],
        questions=[],
        questions_sha256="",
        cells=[],
        fingerprint=here,
        family=[],
        changed=[],
    )
