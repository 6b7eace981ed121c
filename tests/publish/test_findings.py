"""A finding is judged by the raw data alone, and its verdict follows the data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from benchmarks.analyse.results import answers
from benchmarks.errors import UsageError
from benchmarks.present.view import View
from benchmarks.publish.findings_chart import chart
from benchmarks.publish.findings_page import findings
from benchmarks.publish.judging import Judged, family_of, judge, verdict
from benchmarks.publish.stated import Evidence, Planned, Stated, StatedFinding, read_stated
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Block, Table
from tests.campaigns import cell, header, sample

SIZES = (10, 100, 1000)


def grown(power: float = 2.0, blocks: int = 8, fails: tuple[int, ...] = (), broken: int = 0) -> Progress:
    """A chain in which alpha grows with ``power``; beta in proportion, failing at ``broken``."""
    cells = [
        msgspec.structs.replace(
            cell(maximum=blocks), id=f"session/chain/n={size}/tuned", workload="chain", size={"n": size}
        )
        for size in SIZES
    ]
    progress = Progress(msgspec.structs.replace(header(cells[0]), cells=cells))
    for one, size in zip(cells, SIZES, strict=True):
        for block in range(blocks):
            slow = 1 + 0.001 * block
            lost = size == broken or (block in fails and size == SIZES[-1])
            bad: dict[str, Any] = {"status": "failed", "reason": "exit 1 in run: RecursionError: too deep"}
            progress.take(sample("plain", block, 1e-6 * size, cell_id=one.id))
            progress.take(sample("alpha", block, 1e-4 * size**power * slow, cell_id=one.id))
            progress.take(sample("beta", block, 1e-3 * size * slow, cell_id=one.id, **(bad if lost else {})))
            progress.take(Block(one.id, block, 0, [], counts=True))
    return progress


def ruled(progress: Progress, **evidence: Any) -> Judged:
    told = Evidence(**{"campaign": "here", "question": "run", "workload": "chain", **evidence})
    view = View.of(progress, answers(progress))
    return judge(StatedFinding("said", [told]), {"here": view})[0]


@pytest.mark.parametrize(("power", "ruling"), [(2.0, "agrees"), (1.0, "disagrees")])
def test_growth_is_judged_by_its_interval(power: float, ruling: str) -> None:
    assert ruled(grown(power), kind="growth", who="alpha", above=1.5).ruling == ruling


def test_too_few_blocks_decide_nothing() -> None:
    assert ruled(grown(blocks=3), kind="growth", who="alpha", above=1.5).ruling == "open"


def test_what_was_not_measured_is_missing_and_not_refuted() -> None:
    assert ruled(grown(), kind="growth", who="alpha", question="build", above=1.5).ruling == "missing"
    assert judge(StatedFinding("said", [Evidence("elsewhere", "value", "alpha")]), {})[0].ruling == "missing"


def test_a_figure_without_bounds_is_noted() -> None:
    assert ruled(grown(), kind="slope", who="beta").ruling == "noted"


@pytest.mark.parametrize(
    ("broken", "words", "ruling"),
    [
        (1000, "RecursionError", "agrees"),
        (100, "RecursionError", "disagrees"),
        (1000, "Argument list too long", "disagrees"),
        (0, "RecursionError", "disagrees"),
    ],
)
def test_the_first_failing_size_its_reason_and_the_last_good_one_are_judged(
    broken: int, words: str, ruling: str
) -> None:
    told = ruled(grown(broken=broken), kind="last", who="beta", worked=100, failed=1000, words=words)
    assert told.ruling == ruling


def test_failures_at_random_are_told_as_a_share_with_its_interval() -> None:
    told = ruled(
        grown(fails=(1, 4)),
        kind="failures",
        who="beta",
        size={"n": 1000},
        words="recursionerror",
        above=0.001,
    )
    assert told.ruling == "agrees"
    assert "2 of 8" in told.told
    assert "25% [3%, 65%]" in told.told


def test_growth_can_leave_out_the_sizes_that_a_fixed_cost_hides() -> None:
    assert ruled(grown(2.0), kind="growth", who="alpha", least=100, above=1.5).ruling == "missing"
    assert ruled(grown(2.0), kind="growth", who="alpha", least=10, above=1.5).ruling == "agrees"


def test_how_often_a_figure_is_not_zero_is_a_share_with_its_interval() -> None:
    told = ruled(grown(), kind="share", who="alpha", size={"n": 10}, above=0.001)
    assert told == Judged("run of chain n=10, alpha: 8 of 8 are above zero, 100% [63%, 100%], n=8", "agrees")


def test_a_ratio_is_judged_within_blocks() -> None:
    told = ruled(grown(1.0), kind="ratio", who="beta", to="alpha", size={"n": 10}, above=5, below=20)
    assert told.ruling == "agrees"
    assert "10.0×" in told.told


@pytest.mark.parametrize(
    ("broken", "ruling", "words"), [(0, "agrees", "24 of 24"), (100, "disagrees", "16 of 24")]
)
def test_equal_outputs_are_counted_over_the_whole_campaign(broken: int, ruling: str, words: str) -> None:
    told = ruled(grown(broken=broken), kind="equal", who="beta")
    assert told.ruling == ruling
    assert words in told.told


def test_a_table_is_counted_by_its_words() -> None:
    progress = grown()
    rows = [{"case": case, "side": "alpha least", "verdict": "stale"} for case in ("a", "b")]
    progress.take(Table("cached", rows))
    told = ruled(progress, kind="table", workload="cached", who="alpha least", words="stale", above=0)
    assert told == Judged("cached, alpha least: stale in 2 of 2 cases (a, b)", "agrees")


def test_one_figure_elsewhere_refutes_and_all_must_agree() -> None:
    assert verdict(["agrees", "disagrees", "missing"]) == "refuted"
    assert verdict(["agrees", "missing"]) == "not measured"
    assert verdict(["agrees", "open"]) == "not decided"
    assert verdict(["agrees", "noted"]) == "reproduced"


def test_the_page_follows_the_data_and_names_the_command() -> None:
    evidence = Evidence("here", "growth", "alpha", question="run", workload="chain", above=1.5)
    stated = Stated(
        [Planned("here", "Chains", 5, "--workload chain")], [StatedFinding("It grows.", [evidence])]
    )
    page = findings(stated, {"here": grown(2.0)}).files[Path("docs/findings.md")]
    assert "| 1 | It grows. | **reproduced** | run of chain, alpha: grows" in page
    assert "2.00 [2.00, 2.00], n=8" in page
    assert "**refuted**" in findings(stated, {"here": grown(1.0)}).files[Path("docs/findings.md")]
    unmeasured = findings(stated, {}).files[Path("docs/findings.md")]
    assert "**not measured**" in unmeasured
    assert "`fvk run --workload chain --out docs/data/here`" in unmeasured


def test_a_chart_stands_alone_and_marks_the_size_that_failed() -> None:
    progress = grown(broken=1000)
    view = View.of(progress, answers(progress))
    family = family_of(view, "run", "chain", {}, "tuned")
    assert family is not None
    drawn = chart(view, replace(family))
    assert drawn.startswith("<svg")
    assert 'xmlns="http://www.w3.org/2000/svg"' in drawn
    assert "✕" in drawn


def test_a_finding_may_only_name_campaigns_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "findings.toml"
    drawn = 'chart = { campaign = "nowhere", question = "run", workload = "chain" }'
    file.write_text(f'campaign = []\n[[finding]]\nsaid = "said"\nevidence = []\n{drawn}\n')
    with pytest.raises(UsageError, match="nowhere"):
        read_stated(file)


@pytest.mark.parametrize(
    ("bounds", "ruling"),
    [
        ({"above": 0.999}, "agrees"),
        ({"above": 1.0035}, "open"),
        ({"above": 1.1}, "disagrees"),
        ({"below": 1.0035}, "open"),
        ({"below": 0.999}, "disagrees"),
        ({"above": 0.9, "below": 1.1}, "agrees"),
        ({"above": 0.9, "below": 1.0035}, "open"),
    ],
)
def test_a_limit_inside_the_interval_decides_nothing(bounds: dict[str, float], ruling: str) -> None:
    told = ruled(grown(), kind="value", who="alpha", size={"n": 100}, **bounds)
    assert told.ruling == ruling
