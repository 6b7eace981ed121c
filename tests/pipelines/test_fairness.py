"""Every setting that is not an SDK's default stands in FAIRNESS.md, with a reason and a mirror."""

import ast
import re
from pathlib import Path

from benchmarks.measure.environment import Room, clean_environment
from flyte2_impl.pods import IDENTITY
from kfp_impl.image_names import IMAGE_VARIABLE
from kfp_impl.lanes import LANES, RUNNER_SETTINGS, component_settings, use_lane
from kfp_impl.pods import OFFLINE

from .contenders import ENGINES

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "FAIRNESS.md").read_text(encoding="utf-8")
SETTING_CALLS = frozenset(
    {
        "Backoff",
        "Cache",
        "FastSerializationSettings",
        "HashMethod",
        "ParallelFor",
        "RetryStrategy",
        "SerializationContext",
        "SerializationSettings",
        "SubprocessRunner",
        "TaskEnvironment",
        "auto",
        "component",
        "deploy",
        "dynamic",
        "init",
        "map_task",
        "override",
        "pipeline",
        "task",
        "with_overrides",
        "with_runcontext",
        "workflow",
    }
)
"""Calls whose arguments are settings, and so is every method called set_…"""


def section(title):
    return re.split(r"^## ", TEXT.split(f"## {title}\n")[1], flags=re.MULTILINE)[0]


def rows(title):
    lines = [line for line in section(title).splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def entries(title):
    return {code for first, *_ in rows(title) for code in re.findall(r"`([^`]+)`", first)}


def settings_in_code():
    for file in (*ROOT.glob("*_impl/*.py"), *ROOT.glob("kfp_impl/containerized/**/*.py")):
        if file.name != "specimens.py":  # runs the specimens, and takes no part in a measurement
            yield from settings_of(file.read_text(encoding="utf-8"))


def settings_of(source):
    """Yield each setting as an entry would begin with it: ``task(cache=`` or ``.set_retry(``."""
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if name.startswith("set_"):
            yield f".{name}("
        elif name in SETTING_CALLS:
            yield from (f"{name}({keyword.arg}=" for keyword in call.keywords if keyword.arg)


def settings_in_data():
    def loads_nothing():
        return None

    for lane in LANES:
        with use_lane(lane):
            yield from (f"component({name}=" for name in component_settings(loads_nothing))
        yield from (f"SubprocessRunner({name}=" for name in RUNNER_SETTINGS[lane])
    for engine in ENGINES.values():
        for lane in engine.environment.values():
            yield from (f"{name}={value}" for name, value in lane.items())
    yield from (f"{name}={value}" for name, value in OFFLINE.items())
    yield from IDENTITY
    yield IMAGE_VARIABLE


SETTINGS = sorted({*settings_in_code(), *settings_in_data()})


def test_the_settings_of_a_source_are_found():
    source = (
        "@task(cache=True)\ndef f(): g(x=1)\n\nf().set_retry(3)\nwith dsl.ParallelFor(y, parallelism=2): pass"
    )
    assert set(settings_of(source)) == {"task(cache=", ".set_retry(", "ParallelFor(parallelism="}


def test_every_setting_has_an_entry():
    told = entries("Settings of the implementations")
    assert SETTINGS
    assert not [setting for setting in SETTINGS if not any(entry.startswith(setting) for entry in told)]


def test_every_entry_is_a_setting_in_use():
    told = sorted(entries("Settings of the implementations"))
    assert not [entry for entry in told if not entry.startswith(tuple(SETTINGS))]


def test_every_entry_has_a_place_a_reason_and_a_mirror():
    told = rows("Settings of the implementations")
    assert told
    assert not [row for row in told if len(row) != 4 or not all(row)]


def test_the_harness_sets_what_its_table_says(tmp_path):
    room = Room.make(tmp_path / "room")
    environment = clean_environment(room, interpreter=Path("python"), caller={}, hash_seed=0)
    assert environment.keys() == entries("Settings of the harness")


def test_the_image_holds_files_that_exist():
    copied = re.findall(r"^COPY (\S+) ", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)
    sides = [name for name in ("flyte_impl", "flyte2_impl", "kfp_impl") if "${CODE}" in copied]
    assert sides
    assert all((ROOT / name).exists() for name in [*sides, *copied] if name != "${CODE}")
