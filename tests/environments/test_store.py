"""An environment is there whole or not at all, and nobody loses one that is in use."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.errors import UsageError
from benchmarks.targets.environments.store import Entry, Record, Store

RECORD = Record(
    "a1", "CPython 3.11.7", "linux", {"tinysdk": "1.0"}, "tinysdk==1.0\n", "uv 1", "2026-01-01T00:00:00Z"
)


def entry(name: str, environment: str = "a1") -> Entry:
    return Entry(name, name.partition("@")[0], environment, "1.0", [])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "environments")


def finish(store: Store, record: Record = RECORD) -> None:
    with store.building(record.id):
        store.place(record.id).mkdir(parents=True)
        (store.place(record.id) / "content").write_text("x" * 100)
        store.finish(record)


def test_a_build_that_raises_leaves_nothing(store: Store) -> None:
    def interrupted() -> None:
        with store.building("a1"):
            store.place("a1").mkdir(parents=True)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not store.place("a1").exists()


def test_a_directory_without_a_record_is_no_environment(store: Store) -> None:
    store.place("a1").mkdir(parents=True)
    assert store.record("a1") is None
    store.enter(entry("toy@1.0"))
    assert store.entries() == ()


def test_what_a_killed_build_left_is_swept(store: Store) -> None:
    (store.place("a1") / "bin").mkdir(parents=True)
    store.sweep()
    assert not store.place("a1").exists()


def test_sweeping_leaves_alone_what_is_being_built(store: Store) -> None:
    with store.building("a1"):
        store.place("a1").mkdir(parents=True)
        store.sweep()
        assert store.place("a1").exists()


def test_sweeping_keeps_finished_environments_and_names(store: Store) -> None:
    finish(store)
    store.enter(entry("toy@1.0"))
    store.sweep()
    assert [one.name for one in store.entries()] == ["toy@1.0"]


def test_a_builder_starts_from_an_empty_place(store: Store) -> None:
    (store.place("a1") / "bin").mkdir(parents=True)
    with store.building("a1"):
        assert not store.place("a1").exists()


def test_whoever_waited_for_a_build_finds_it_finished(store: Store) -> None:
    finish(store)
    with store.building("a1") as lock:
        assert lock is None
    assert store.record("a1") == RECORD


def test_removing_the_last_name_removes_the_environment(store: Store) -> None:
    finish(store)
    store.enter(entry("toy@1.0"))
    store.enter(entry("toy@mine"))
    store.forget("toy@1.0")
    assert store.record("a1") == RECORD
    store.forget("toy@mine")
    assert not store.place("a1").exists()


def test_an_environment_in_use_is_not_removed(store: Store) -> None:
    finish(store)
    store.enter(entry("toy@1.0"))
    with store.hold("a1"), pytest.raises(UsageError, match="in use"):
        store.forget("toy@1.0")
    store.forget("toy@1.0")


def test_two_campaigns_hold_one_environment_at_once(store: Store) -> None:
    finish(store)
    with store.hold("a1"), store.hold("a1"):
        assert store.record("a1") == RECORD


def test_a_removed_environment_cannot_be_held(store: Store) -> None:
    with pytest.raises(UsageError, match="build it again"):
        store.hold("a1")


def test_one_name_never_means_two_environments(store: Store) -> None:
    finish(store)
    store.enter(entry("toy@1.0"))
    with pytest.raises(UsageError, match="--name"):
        store.enter(entry("toy@1.0", "b2"))


def test_an_unknown_name_is_answered_with_the_known_ones(store: Store) -> None:
    finish(store)
    store.enter(entry("toy@1.0"))
    with pytest.raises(UsageError, match=r"there are toy@1\.0"):
        store.forget("toy@2.0")


def test_disk_use_tells_apart_what_is_linked_to_elsewhere(store: Store, tmp_path: Path) -> None:
    finish(store)
    (tmp_path / "cached").write_text("y" * 40)
    (store.place("a1") / "linked").hardlink_to(tmp_path / "cached")
    own = (store.place("a1") / "record.json").stat().st_size
    disk = store.disk("a1")
    assert (disk.total_bytes, disk.shared_bytes) == (140 + own, 40)
