"""What goes to a raw file names places instead of telling where they are on this machine."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from benchmarks.measure.redact_paths import named, places_of, without_places
from tests.campaigns import sample

DATA = Path(__file__).parents[2] / "docs" / "data"


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """An environment's interpreter, linked to a Python elsewhere."""
    (tmp_path / "base" / "bin").mkdir(parents=True)
    (tmp_path / "base" / "bin" / "python3.11").touch()
    (tmp_path / "env" / "bin").mkdir(parents=True)
    (tmp_path / "env" / "bin" / "python").symlink_to(tmp_path / "base" / "bin" / "python3.11")
    return tmp_path / "env" / "bin" / "python"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("env/lib/python3.11/site-packages/sdk/a.py", "site-packages/sdk/a.py"),
        ("env/bin/tool", "environment/bin/tool"),
        ("base/lib/python3.11/json/decoder.py", "python/json/decoder.py"),
        ("code/alpha_impl/engine.py", "alpha_impl/engine.py"),
        ("rooms/7/work/data.csv", "room/work/data.csv"),
    ],
)
def test_a_place_goes_by_a_name_that_means_the_same_everywhere(
    tmp_path: Path, python: Path, path: str, told: str
) -> None:
    places = places_of(python, (tmp_path / "code",), tmp_path / "rooms" / "7")
    assert named(f'File "{tmp_path}/{path}", line 3', places) == f'File "{told}", line 3'


def test_a_name_that_only_begins_like_a_place_is_left_alone(tmp_path: Path, python: Path) -> None:
    text = f"{tmp_path}/environment2 and relative{tmp_path}/env"
    named_text = named(text, places_of(python)[:2])
    assert named_text == text


def test_every_text_of_a_sample_is_told_that_way(tmp_path: Path, python: Path) -> None:
    where = f"{python.parent.parent}/lib/python3.11/site-packages/a.py"
    bad = sample("alpha", 0, 1.0, status="failed", reason=f"exit 1: {where}")
    told = without_places(bad, places_of(python))
    assert told.reason == "exit 1: site-packages/a.py"
    assert told.metrics == bad.metrics


def test_no_committed_raw_file_names_a_place_of_the_machine_it_was_measured_on() -> None:
    absolute = re.compile(r"(?<![\w.:/~-])/(?:home|root|work|Users|private|mnt|srv)/[\w.-]+")
    for file in sorted(DATA.glob("*/raw.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            assert not absolute.search(json.dumps(json.loads(line), ensure_ascii=False)), (
                f"{file}: {line[:200]}"
            )
