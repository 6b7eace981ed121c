"""Contenders in environments of their own take part in the blocks of one campaign."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.analyse.results import answers
from benchmarks.analyse.verdict import Kind
from benchmarks.errors import UsageError
from benchmarks.plan.engines import EngineReference
from benchmarks.record.journal import read
from benchmarks.record.progress import replay
from benchmarks.targets.environments import selection
from benchmarks.targets.environments.store import Entry, Record, Store
from tests.endtoend.toys import fvk, install
from tests.environments.wheels import SDK, write_wheels

pytestmark = pytest.mark.slow

Campaign = tuple[Path, dict[str, str]]
"""The folder of a finished campaign, and the environment that its commands ran in."""
PECULIARITY = "import tinysdk; outputs = outputs"
"""The toy's run needs the package that only the environments have."""


COMPILE = """import tinysdk
        (directory / 'out').write_bytes(b'x' * (1000 if tinysdk.VERSION == '1.0' else 1100))
        return (directory / 'out',)"""
"""A known difference between the two versions: one hundred bytes."""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "store")
    for number, (name, version) in enumerate([("toy@1.10", "1.10"), ("toy@1.1", "1.1"), ("toy@old", "0.9")]):
        identity = f"e{number}"
        store.place(identity).mkdir(parents=True)
        store.finish(Record(identity, "CPython 3.11.7", "linux", {SDK: version}, "", "uv 1", ""))
        store.enter(Entry(name, "toy", identity, version, []))
    return store


@pytest.fixture
def installed(tmp_path: Path) -> dict[str, EngineReference]:
    for package in ("toy_impl", "shared", "beside"):
        (tmp_path / "code" / package).mkdir(parents=True)
    return {
        name: EngineReference(name, f"{name}_impl.engine:Toy", (tmp_path / "code",), Path(sys.executable))
        for name in ("plain", "toy")
    }


def test_a_version_means_the_environment_whose_sdk_begins_so(
    installed: dict[str, EngineReference], store: Store
) -> None:
    assert [one.name for one in selection.select(installed, store, ["toy@1.1,toy@0"])] == [
        "toy@1.1",
        "toy@old",
    ]


def test_a_version_that_two_environments_have_must_be_named_in_full(
    installed: dict[str, EngineReference], store: Store
) -> None:
    with pytest.raises(UsageError, match=r"could be toy@1\.1, toy@1\.10"):
        selection.select(installed, store, ["toy@1"])


def test_a_version_without_an_environment_is_answered_with_the_command_that_makes_one(
    installed: dict[str, EngineReference], store: Store
) -> None:
    with pytest.raises(UsageError, match="fvk env add toy"):
        selection.select(installed, store, ["toy@3"])


def test_no_engine_named_means_the_installed_ones_alone(
    installed: dict[str, EngineReference], store: Store
) -> None:
    assert [one.name for one in selection.select(installed, store, [])] == ["plain", "toy"]


def test_an_environment_sees_the_engines_own_folder_and_ours_and_no_other(
    installed: dict[str, EngineReference], store: Store
) -> None:
    (chosen,) = selection.select(installed, store, ["toy@old"])
    (root,) = chosen.roots
    assert sorted(link.name for link in root.iterdir()) == ["shared", "toy_impl"]
    assert chosen.python == store.python("e2")


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    """A finished campaign of three environments, two of them with the same packages."""
    folder = tmp_path_factory.mktemp("campaign")
    environment = {
        **install(folder / "engines", toy=PECULIARITY),
        **write_wheels(folder / "wheels", "1.0", "2.0"),
    }
    engine = folder / "engines" / "toy_impl" / "engine.py"
    text = engine.read_text().replace('sdk = ""', f'sdk = "{SDK}"\n    requirements = ("{SDK}",)')
    engine.write_text(text.replace('return Unsupported("a toy compiles nothing")', COMPILE))
    for arguments in (("--with", f"{SDK}==1.0"), ("--with", f"{SDK}==1.0", "--name", "again"), ()):
        done = fvk("env", "add", "toy", *arguments, environment=environment, folder=folder)
        assert done.returncode == 0, done.stdout + done.stderr
    done = fvk(
        *("run", "--workload", "chain", "--question", "artefact", "--no-twin", "--budget", "1"),
        *("--engine", "plain,toy@1.0,toy@again,toy@2", "--out", str(folder / "out")),
        environment=environment,
        folder=folder,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder, environment


def test_two_versions_of_one_sdk_are_compared_in_the_same_blocks(
    campaign: tuple[Path, dict[str, str]],
) -> None:
    (answer, *_) = answers(replay(read(campaign[0] / "out")))
    verdicts = {(pairing.a, pairing.b): pairing.final.kind for pairing in answer.pairings}
    assert verdicts["toy@1.0", "toy@again"] is Kind.SAME
    assert verdicts["toy@1.0", "toy@2.0"] is Kind.A_FASTER


def test_every_sample_names_the_packages_it_ran_with(campaign: Campaign) -> None:
    progress = replay(read(campaign[0] / "out"))
    by_name = {contender.name: contender for contender in progress.header.contenders}
    assert by_name["toy@2.0"].packages == {SDK: "2.0"}
    samples = [sample for taken in progress.samples.values() for sample in taken.values()]
    named = {(sample.contender, sample.environment) for sample in samples}
    assert named == {(name, contender.environment) for name, contender in by_name.items()}


def test_a_campaign_goes_on_only_in_the_environment_it_began_with(
    campaign: tuple[Path, dict[str, str]],
) -> None:
    folder, environment = campaign
    removed = fvk("env", "remove", "toy@2.0", environment=environment, folder=folder)
    assert removed.returncode == 0, removed.stderr
    resumed = fvk("resume", str(folder / "out"), environment=environment, folder=folder)
    assert resumed.returncode == 2
    assert "no such environment" in resumed.stderr
    assert "Traceback" not in resumed.stderr
