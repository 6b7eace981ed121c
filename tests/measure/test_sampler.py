"""A sample says where it stands in the plan, what it got to see, and whether it may be compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.errors import EngineError
from benchmarks.record.schema import Contender, Reference
from tests.measure.sampling import Bench, cell


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_a_sample_stands_where_the_plan_put_it(bench: Bench) -> None:
    sample = bench.take("Known")
    assert (sample.cell, sample.contender) == ("session/chain/n=1/tuned", "known")
    assert (sample.block, sample.attempt, sample.position) == (3, 1, 2)
    assert (sample.status, sample.reason, sample.exit_status) == ("ok", "", 0)
    assert sample.at_s == 12.346
    assert sample.hash_seed == 103


def test_a_process_gets_the_hash_seed_and_the_lane_that_its_sample_tells(bench: Bench) -> None:
    bench.take("Known")
    environment = bench.started[-1].environment
    assert environment["PYTHONHASHSEED"] == "103"
    assert environment["KNOWN"] == "tuned"
    assert bench.requests[-1]["lane"] == "tuned"


def test_each_lane_has_its_own_variables(bench: Bench) -> None:
    sample = bench.take("Wrong", lane="default")
    assert bench.requests[-1]["lane"] == "default"
    assert sample.reason.endswith("seen: expected no such output, got 'default'")


def test_a_lane_that_an_engine_lacks_is_told_in_the_cell_and_no_other_is_measured(bench: Bench) -> None:
    sample = bench.take("Untuned")
    assert (sample.status, sample.metrics) == ("unsupported", {})
    assert sample.reason == "known has no lane 'tuned'; it has default"
    assert (sample.cell, sample.contender) == ("session/chain/n=1/tuned", "known")
    assert (sample.block, sample.attempt, sample.position, sample.at_s) == (3, 1, 2, 12.346)
    assert not bench.started
    assert bench.take("Untuned", lane="default").status == "ok"


def test_other_outputs_than_the_reference_are_a_mismatch_that_names_the_first(bench: Bench) -> None:
    sampler = bench.sampler("Known", expect=False)
    sampler.expect(Reference("chain", {"n": 1}, {"output": 7}))
    wrong = sampler.take(cell(), Contender("known", "known"), 0, 0, 0)
    assert (wrong.status, wrong.reason) == (
        "mismatch",
        "outputs differ from plain Python: output: expected 7, got 1",
    )


def test_outputs_are_compared_with_the_reference_of_their_own_size(bench: Bench) -> None:
    sampler = bench.sampler("Known", expect=False)
    sampler.expect(Reference("chain", {"n": 2, "of": 1}, {"output": 7}))
    known = Contender("known", "known")
    assert sampler.take(cell(size={"n": 1}), known, 0, 0, 0).status == "ok"
    assert sampler.take(cell(size={"of": 1, "n": 2}), known, 0, 0, 0).status == "mismatch"
    assert sampler.take(cell(size={"of": 1, "n": 2}, workload="map"), known, 0, 0, 0).status == "ok"


def test_a_reference_is_what_plain_python_gives_and_is_compared_with_from_then_on(bench: Bench) -> None:
    sampler = bench.sampler("Known", expect=False)
    reference = sampler.reference(cell(size={"n": 4}))
    assert (reference.workload, reference.size, set(reference.outputs)) == ("chain", {"n": 4}, {"output"})
    assert sampler.take(cell(size={"n": 4}), Contender("known", "known"), 0, 0, 0).status == "mismatch"


def test_a_reference_that_fails_names_its_workload(bench: Bench) -> None:
    with pytest.raises(EngineError, match="workload chain: its plain reference failed"):
        bench.sampler("Known").reference(cell(size={"n": "many"}))


def test_the_outputs_that_are_results_go_to_the_raw_file_and_no_others_do(tmp_path: Path) -> None:
    bench = Bench(tmp_path, observed=("seen", "absent"))
    assert bench.take("Wrong", expect=False).observed == {"seen": "tuned"}


def test_a_cold_sample_reads_bytecode_that_nobody_has_written(bench: Bench) -> None:
    bench.take("Known", bytecode="cold")
    cold = bench.started[-1].environment["PYTHONPYCACHEPREFIX"]
    assert cold.startswith(str(bench.folder / "work" / "3-1-2"))
    bench.take("Known")
    assert "PYTHONPYCACHEPREFIX" not in bench.started[-1].environment


def test_asking_for_a_command_disturbs_nothing_that_is_measured(bench: Bench) -> None:
    bench.take("Burning", probe="command:run", meter="memory", bytecode="cold", expect=False)
    prepared, measured, read = bench.started
    assert [one.meter for one in (prepared, measured, read)] == ["time", "memory", "time"]
    assert "PYTHONPYCACHEPREFIX" in measured.environment
    assert "PYTHONPYCACHEPREFIX" not in {**prepared.environment, **read.environment}
    assert measured.environment["SAID"] == "tuned"


def test_names_of_variables_that_a_sample_got_to_see_are_told_and_never_values(tmp_path: Path) -> None:
    bench = Bench(tmp_path, caller={"HTTPS_PROXY": "secret", "EDITOR": "vi"})
    sample = bench.take("Known")
    assert sample.environment_names == ["HTTPS_PROXY"]
    assert bench.started[-1].environment["HTTPS_PROXY"] == "secret"
    assert not {"EDITOR", "USER"} & bench.started[-1].environment.keys()


def test_a_sample_leaves_no_file_behind(bench: Bench) -> None:
    bench.take("Writing")
    assert [left.name for left in (bench.folder / "work").iterdir()] == ["describe"]


def test_an_engine_says_of_itself_what_it_is(bench: Bench) -> None:
    told = bench.sampler("Sleeping").descriptions["known"]
    assert told.sdk == "tests.measure.known_sdk"
    assert dict(told.lanes) == {"default": "as it comes", "tuned": "the same"}
    assert told.versions == {"known": "1.2"}
    assert told.environment == {"default": {"KNOWN": "default"}, "tuned": {"KNOWN": "tuned"}}
    assert told.requirements == ("known",)


def test_an_engine_that_is_not_there_is_named(bench: Bench) -> None:
    with pytest.raises(EngineError, match="engine known: exit 1"):
        bench.sampler("Missing")
