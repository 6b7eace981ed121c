"""Environments are built by uv from local wheels: pinned, cached, named, and whole after any interruption."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from benchmarks.errors import UsageError
from benchmarks.targets.environments.build import Builder, EnvironmentWish, packages_of
from benchmarks.targets.environments.store import Store
from benchmarks.targets.environments.uv import BuildError, find_uv
from tests.environments.wheels import SDK, write_wheels

pytestmark = pytest.mark.slow

KILLS = 6


def quiet(_: str) -> None:
    """Say nothing."""


@pytest.fixture
def builder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Builder:
    for name, value in write_wheels(tmp_path / "wheels", "1.0", "1.1", "2.0").items():
        monkeypatch.setenv(name, value)
    uv = find_uv()
    return Builder(
        Store(tmp_path / "store"), uv, {}, lambda: "2026-01-01T00:00:00Z", uv.interpreter("").version
    )


def wish(*asked: str, **more: str) -> EnvironmentWish:
    return EnvironmentWish(engine="toy", needs=(SDK,), sdk=SDK, asked=asked, **more)


def test_an_environment_is_named_after_the_version_that_was_found(builder: Builder) -> None:
    entry = builder.add(wish(f"{SDK}==1.*"), quiet)
    assert entry.name == "toy@1.1"
    record = builder.store.record(entry.environment)
    assert record is not None
    assert record.packages == {SDK: "1.1"} == packages_of(record.locked)
    told = subprocess.run(
        [builder.store.python(entry.environment), "-c", f"import {SDK}; print({SDK}.VERSION)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "1.1\n"


def test_the_same_packages_are_built_once(builder: Builder) -> None:
    said: list[str] = []
    first = builder.add(wish(f"{SDK}==1.1"), said.append)
    second = builder.add(wish(f"{SDK}<2", name="below-two"), said.append)
    assert first.environment == second.environment
    assert len(said) == 1


def test_a_lock_repeats_the_build_where_the_requirements_would_give_another(
    builder: Builder, tmp_path: Path
) -> None:
    entry = builder.add(wish(f"{SDK}==1.0"), quiet)
    record = builder.store.record(entry.environment)
    assert record is not None
    elsewhere = Builder(Store(tmp_path / "elsewhere"), builder.uv, {}, builder.now, builder.own_python)
    assert elsewhere.add(wish(locked=record.locked), quiet).environment == entry.environment


def test_preferred_versions_are_taken_unless_something_forbids_them(builder: Builder) -> None:
    prefers = Builder(builder.store, builder.uv, {SDK: "1.0"}, builder.now, builder.own_python)
    assert prefers.add(wish(), quiet).sdk_version == "1.0"
    assert prefers.add(wish(f"{SDK}>=2"), quiet).sdk_version == "2.0"


def test_a_version_that_does_not_exist_is_one_line(builder: Builder) -> None:
    with pytest.raises(BuildError) as raised:
        builder.add(wish(f"{SDK}==9"), quiet)
    assert f"{SDK}==9" in str(raised.value)
    assert "\n" not in str(raised.value)
    assert builder.store.entries() == ()


def test_a_python_that_is_not_here_is_one_line(builder: Builder) -> None:
    with pytest.raises(UsageError, match=r"--python 3\.2"):
        builder.add(wish(python="3.2"), quiet)


ADD = """
import sys
from pathlib import Path
from benchmarks.targets.environments.build import Builder, EnvironmentWish
from benchmarks.targets.environments.store import Store
from benchmarks.targets.environments.uv import find_uv
builder = Builder(Store(Path(sys.argv[1])), find_uv(), {}, lambda: "2026-01-01T00:00:00Z")
print("ready", flush=True)
print(builder.add(EnvironmentWish("toy", ("tinysdk",), "tinysdk", ("tinysdk==1.0",)), print).environment)
"""


def start(store: Store) -> subprocess.Popen[str]:
    """A process that builds one environment."""
    process = subprocess.Popen(
        [sys.executable, "-c", ADD, str(store.root)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env=dict(os.environ),
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_builds_killed_at_any_moment_leave_no_broken_environment(builder: Builder) -> None:
    random = Random(7)
    began = time.monotonic()
    start(builder.store).communicate(timeout=60)
    whole_s = time.monotonic() - began
    for name in [entry.name for entry in builder.store.entries()]:
        builder.store.forget(name)
    for _ in range(KILLS):
        process = start(builder.store)
        time.sleep(random.uniform(0, whole_s))
        process.kill()
        process.communicate()
        for entry in builder.store.entries():
            python = builder.store.python(entry.environment)
            subprocess.run([python, "-c", f"import {SDK}"], check=True)
    entry = builder.add(wish(f"{SDK}==1.0"), quiet)
    builder.store.sweep()
    kept = {place.name for place in builder.store.root.iterdir()} - {"names", "locks"}
    assert kept == {entry.environment}


def test_two_builders_at_once_build_once_and_share(builder: Builder) -> None:
    processes = [start(builder.store) for _ in range(3)]
    told = [process.communicate(timeout=120)[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert sum("building" in text for text in told) == 1
    assert len({text.splitlines()[-1] for text in told}) == 1
