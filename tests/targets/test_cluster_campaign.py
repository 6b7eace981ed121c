"""A whole campaign on a test server: what it writes, what it shows, and how it goes on after a kill."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from benchmarks.campaign import carry_out
from benchmarks.campaign.options import Options
from benchmarks.errors import UsageError
from benchmarks.record.journal import FILE_NAME, read
from benchmarks.record.progress import Progress, replay
from benchmarks.record.unpublishable import refuse_test_server
from benchmarks.targets.ledger import RunLedger
from tests.doubles import kfp
from tests.doubles.behaviour import Behaviour

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Any, int, str]]:
    """One block of plain and KFP: the directory, the server, the exit status and what was printed."""
    directory = tmp_path_factory.mktemp("campaign") / "out"
    before = dict(os.environ)
    with kfp.serve(Behaviour()) as (variables, server):
        os.environ.update(variables)
        console = Console(record=True, width=200)
        try:
            status = carry_out.run(
                Options(
                    engines=["plain,kfp"],
                    workloads=["chain"],
                    targets=["cluster"],
                    minimum_blocks=1,
                    maximum_blocks=1,
                    twin=False,
                    seed=1,
                    out=directory,
                ),
                console,
            )
            yield directory, server, status, console.export_text()
        finally:
            os.environ.clear()
            os.environ.update(before)


def progress_of(directory: Path) -> Progress:
    return replay(read(directory / FILE_NAME))


def test_it_ends_well_and_leaves_nothing_running(campaign: tuple[Path, Any, int, str]) -> None:
    directory, server, status, printed = campaign
    assert status == 0, printed
    assert RunLedger(directory).open_runs() == {}
    assert {run.state for run in server.runs.values()} == {"SUCCEEDED"}


def test_every_run_was_on_disk_under_the_name_that_the_server_has(
    campaign: tuple[Path, Any, int, str],
) -> None:
    directory, server, _, _ = campaign
    assert sorted(RunLedger(directory).latest()) == sorted(run.name for run in server.runs.values())


def test_the_first_run_is_recorded_and_not_measured(campaign: tuple[Path, Any, int, str]) -> None:
    directory, server, _, _ = campaign
    samples = [
        sample
        for taken in progress_of(directory).samples.values()
        for sample in taken.values()
        if sample.spans
    ]
    assert len(samples) == 1
    assert len(server.runs) == 2
    assert "warmup.cluster.run.wall_ns" in samples[0].metrics


def test_a_raw_file_of_a_test_server_says_so_and_cannot_be_published(
    campaign: tuple[Path, Any, int, str],
) -> None:
    header = progress_of(campaign[0]).header
    with pytest.raises(UsageError, match="test server"):
        refuse_test_server("docs/data/mine", header)
    assert "Measured on test servers of" in (campaign[0] / "report.html").read_text(encoding="utf-8")


def test_the_page_draws_the_run_and_leads_to_its_console(campaign: tuple[Path, Any, int, str]) -> None:
    directory, server, _, _ = campaign
    page = (directory / "report.html").read_text(encoding="utf-8")
    measured = list(server.runs.values())[-1]
    assert f"/#/runs/details/{measured.id}" in page
    assert "A median run a side, step by step" in page
    assert "s-driver" in page


def test_after_a_kill_the_run_is_found_again_and_not_submitted_twice(
    campaign: tuple[Path, Any, int, str],
) -> None:
    directory, server, _, _ = campaign
    raw, ledger = directory / FILE_NAME, RunLedger(directory)
    # As a kill leaves them between submission and sample: no sample in the one, no end in the other.
    kept = [line for line in raw.read_text().splitlines() if _is_before(json.loads(line))]
    raw.write_text("\n".join(kept) + "\n")
    ended = [json.loads(line) for line in ledger.path.read_text().splitlines()]
    open_again = [one for one in ended if "warm-up" in one["sample"] or one["state"] == "begun"]
    ledger.path.write_text("".join(json.dumps(one) + "\n" for one in open_again))
    count = len(server.runs)
    assert carry_out.resume(directory, Console(record=True, width=200)) == 0
    assert len(server.runs) == count
    samples = [
        sample
        for taken in progress_of(directory).samples.values()
        for sample in taken.values()
        if sample.spans
    ]
    assert [sample.notes.get("found again") for sample in samples] == [
        "the run was submitted before an interruption"
    ]


def _is_before(line: dict[str, Any]) -> bool:
    return line["type"] in ("campaign", "reference")
