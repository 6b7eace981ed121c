from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.measure import fingerprint


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
        subprocess.run(("git", "-C", str(tmp_path), *identity, *arguments), check=True, capture_output=True)

    git("init")
    (tmp_path / "file").write_text("first", encoding="utf-8")
    git("add", "file")
    git("commit", "-m", "first")
    return tmp_path


def test_it_is_json_without_host_name_and_without_absolute_paths() -> None:
    text = json.dumps(fingerprint.take().as_json())
    assert platform.node() not in text or len(platform.node()) < 4
    assert str(Path.home()) + "/" not in text
    assert sys.prefix not in text
    assert str(fingerprint.PROJECT) not in text


def test_two_looks_at_one_machine_do_not_differ() -> None:
    old, new = (json.loads(json.dumps(fingerprint.take().as_json())) for _ in range(2))
    assert fingerprint.differences(old, new) == ()


def test_a_fresh_look_equals_one_that_was_read_from_a_file() -> None:
    taken = fingerprint.take().as_json()
    assert fingerprint.differences(json.loads(json.dumps(taken)), taken) == ()


def test_differences_are_named_with_both_values() -> None:
    old = {"machine": {"kernel": "6.1"}, "packages": {"kfp": "2.17.0", "gone": "1"}, "packages_sha256": "a"}
    new = {"machine": {"kernel": "6.18"}, "packages": {"kfp": "2.17.1"}, "packages_sha256": "b"}
    assert fingerprint.differences(old, new) == (
        "machine.kernel: '6.1' became '6.18'",
        "packages.gone: '1' became missing",
        "packages.kfp: '2.17.0' became '2.17.1'",
    )


def test_the_packages_hash_does_not_depend_on_their_order() -> None:
    one = fingerprint.packages_hash({"a": "1", "b": "2"})
    assert one == fingerprint.packages_hash({"b": "2", "a": "1"})
    assert one != fingerprint.packages_hash({"a": "1", "b": "3"})


def test_installed_packages_are_named_as_the_index_names_them() -> None:
    packages = fingerprint.installed_packages()
    assert "scikit-learn" in packages
    assert list(packages) == sorted(packages)


def test_a_clean_repository_has_a_commit_and_is_not_dirty(repository: Path) -> None:
    state = fingerprint.project_state(repository)
    assert len(state.commit or "") == 40
    assert state.dirty is False


def test_new_data_in_the_documentation_does_not_make_it_dirty(repository: Path) -> None:
    (repository / "docs").mkdir()
    (repository / "docs" / "raw.jsonl").write_text("{}\n", encoding="utf-8")
    (repository / "README.md").write_text("figures\n", encoding="utf-8")
    assert fingerprint.project_state(repository).dirty is False


def test_a_changed_file_makes_it_dirty(repository: Path) -> None:
    (repository / "file").write_text("second", encoding="utf-8")
    assert fingerprint.project_state(repository).dirty is True


def test_a_copy_below_somebody_elses_repository_takes_no_commit_from_it(repository: Path) -> None:
    (repository / "copy").mkdir()
    assert fingerprint.project_state(repository / "copy") == fingerprint.Project(None, None)


def test_without_git_there_is_no_commit(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    assert fingerprint.project_state(repository) == fingerprint.Project(None, None)
