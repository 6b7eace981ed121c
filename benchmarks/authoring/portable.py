"""What SDKs print, as it may be kept and read elsewhere: no colours, and no place on this machine."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks.measure.redact_paths import KnownPath, named

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
"""The codes by which a terminal changes colour."""
PLACE = re.compile(r"projects/\w+/(?:mistaken|corrected|earlier|pipeline)/")
"""Where a copy of a specimen lies below a probe's directory."""
SCRATCH = re.compile(rf"{re.escape(str(Path(tempfile.gettempdir()).resolve()))}/fvk-[\w-]*/?")
"""The beginning of such a directory, where an SDK cuts a long path off in its middle."""
STAMP = re.compile(r"-\d{4}(?:-\d\d){5}-\d{6}\b")
"""The moment at which a run began, in the name of its directory."""


def portable(text: str, places: Iterable[KnownPath], *roots: Path) -> str:
    """Without colours, and with files named as the user does; ``roots`` are directories, inner ones first."""
    text = COLOUR.sub("", text)
    for root in roots:
        text = text.replace(f"{root}/", "")
    return STAMP.sub("", PLACE.sub("", named(SCRATCH.sub("", text), places)))
