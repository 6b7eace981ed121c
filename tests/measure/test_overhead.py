from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from benchmarks.measure.outcome import Invocation
from benchmarks.measure.process import run
from benchmarks.selfcheck.overhead import of_pyperf, of_samples


def test_the_cost_of_a_sample_is_what_the_command_itself_did_not_take(
    tmp_path: Path, invocation: Callable[..., Invocation]
) -> None:
    free_of_charge = replace(run(invocation("")), wall_ns=0)
    cost = of_samples(tmp_path / "samples", start=lambda _: free_of_charge, samples=3)
    assert (cost.values, cost.median_ns) == (3, 0)
    assert cost.beyond_ns > 0


def test_every_sample_of_the_comparison_is_a_process_of_its_own(tmp_path: Path) -> None:
    cost = of_samples(tmp_path / "samples", samples=2)
    assert cost.values == 2
    assert cost.median_ns > 0


def test_pyperf_times_the_same_command(tmp_path: Path) -> None:
    cost = of_pyperf(tmp_path, processes=2, values=2)
    assert cost.values == 4
    assert cost.median_ns > 0
