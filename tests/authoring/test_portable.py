"""What is kept of an SDK's words names no place on the machine that they were printed on."""

from __future__ import annotations

import json
import re
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.authoring.portable import portable
from benchmarks.measure.redact_paths import places_of

SCRATCH = Path(tempfile.gettempdir()).resolve()
ROOT = SCRATCH / "fvk-mistakes-ab_12cd" / "left"
TRIP = ROOT / "trips" / "cycle" / "mistaken"
PLACES = places_of(Path(sys.executable))
SAID = {
    f'File "{ROOT}/projects/cycle/mistaken/cycle.py", line 3': 'File "cycle.py", line 3',
    f"Wrote {TRIP}/run0/pipeline_root/pipeline-2026-11-23-13-17-32-199118/second/Output": (
        "Wrote run0/pipeline_root/pipeline/second/Output"
    ),
    f"uri: {SCRATCH}/fvk-mistakes- [...]": "uri:  [...]",
    f'File "{sysconfig.get_path("purelib")}/kit/core.py"': 'File "site-packages/kit/core.py"',
    f'File "{sysconfig.get_path("stdlib")}/json/decoder.py"': 'File "python/json/decoder.py"',
    "\x1b[31mTypeError\x1b[0m: no": "TypeError: no",
    "pipeline-2026 on 2026-11-23": "pipeline-2026 on 2026-11-23",
    "cannot open /etc/secrets/db/pasword": "cannot open /etc/secrets/db/pasword",
}


@pytest.mark.parametrize("text", SAID)
def test_places_are_named_as_the_author_would_name_them(text: str) -> None:
    assert portable(text, PLACES, TRIP, ROOT) == SAID[text]


def test_the_committed_data_names_no_place_on_a_machine() -> None:
    data = Path("docs", "data", "authoring", "raw.jsonl").read_text(encoding="utf-8")
    found = [
        place
        for line in data.splitlines()
        for text in _texts(json.loads(line))
        for place in re.findall(r"/(?:tmp|root|home|work|opt|var/folders|Users)/[\w./-]*", text)
    ]
    assert found == []


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
