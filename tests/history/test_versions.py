"""From what was asked for to environments: short versions, full ones, wrong ones, and those that fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.errors import EngineError, UsageError
from benchmarks.history.versions import install, parse, requirement
from benchmarks.targets.environments.build import Builder, EnvironmentWish
from benchmarks.targets.environments.store import Store
from benchmarks.targets.environments.uv import find_uv
from tests.environments.wheels import SDK, write_wheels


@pytest.fixture
def builder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Builder:
    for name, value in write_wheels(tmp_path / "wheels", "1.0.0", "1.10.0", "1.9.0").items():
        monkeypatch.setenv(name, value)
    uv = find_uv()
    return Builder(
        Store(tmp_path / "store"), uv, {}, lambda: "2026-01-01T00:00:00Z", uv.interpreter("").version
    )


WISH = EnvironmentWish("toy", (SDK,), SDK)


def quiet(_: object) -> None:
    """Say nothing."""


def test_a_short_version_means_its_newest_release_and_a_full_one_itself() -> None:
    assert requirement("sdk", "1.2") == "sdk==1.2.*"
    assert requirement("sdk", "1.2.3") == "sdk==1.2.3"
    assert requirement("sdk", "1.2.3b4") == "sdk==1.2.3b4"


@pytest.mark.parametrize(
    ("given", "refused"),
    [(["1.2"], "two versions"), ([], "two versions"), (["1.2,1.2"], "twice"), (["1.2,>=3"], "no version")],
)
def test_versions_that_mean_nothing_are_refused(given: list[str], refused: str) -> None:
    with pytest.raises(UsageError, match=refused):
        parse(given)


def test_versions_are_told_oldest_release_first_whatever_the_order_asked(builder: Builder) -> None:
    found = install(WISH, ["1.10", "1.9"], builder, quiet, quiet)
    assert [one.contender for one in found] == ["toy@1.9.0", "toy@1.10.0"]


def test_what_cannot_be_installed_or_does_not_answer_keeps_its_place_with_the_reason(
    builder: Builder,
) -> None:
    def answers(entry: object) -> None:
        if "1.9.0" in str(entry):
            raise EngineError("engine toy: exit 1")

    found = install(WISH, ["1.0", "1.9", "3.1"], builder, answers, quiet)
    assert [(one.wanted, one.contender) for one in found] == [("1.0", "toy@1.0.0"), ("1.9", ""), ("3.1", "")]
    assert found[1].problem == "does not answer: engine toy: exit 1"
    assert found[2].problem.startswith("does not install: ")


def test_two_names_of_one_release_are_one_contender(builder: Builder) -> None:
    found = install(WISH, ["1.0", "1.0.0"], builder, quiet, quiet)
    assert [one.contender for one in found] == ["toy@1.0.0", ""]
    assert "which 1.0 has already" in found[1].problem


def test_what_was_built_once_goes_on_to_answer_though_the_index_is_gone(
    builder: Builder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = install(WISH, ["1.0", "1.9"], builder, quiet, quiet)
    monkeypatch.setenv("UV_FIND_LINKS", str(tmp_path / "nowhere"))
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "empty"))
    assert install(WISH, ["1.0", "1.9"], builder, quiet, quiet) == before


def test_a_name_that_other_packages_have_gets_a_hash_behind_it(builder: Builder) -> None:
    builder.add(EnvironmentWish("toy", (SDK,), SDK, ("tinysdk==1.9.0",), name="1.0.0"), quiet)
    (found, _) = install(WISH, ["1.0", "1.10"], builder, quiet, quiet)
    assert found.contender.startswith("toy@1.0.0-")
    assert found.found == "1.0.0"
