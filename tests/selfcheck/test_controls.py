"""What self-checks find is one figure everywhere, is kept as it is found, and can vouch for a campaign."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from msgspec.structs import replace

from benchmarks.commands import selfcheck as command
from benchmarks.errors import UsageError
from benchmarks.measure.fingerprint import take
from benchmarks.present import figures
from benchmarks.record.journal import Journal, read
from benchmarks.record.progress import Progress, replay
from benchmarks.record.schema import Table
from benchmarks.selfcheck.delay import NAME, Recovery
from benchmarks.selfcheck.results import keeping
from benchmarks.selfcheck.trial import WHOLE_PROCESS, Trial
from tests.made_up import Outcome, Plan, campaign
from tests.present.conftest import in_all_forms
from tests.present.known_truth import known_truth

ADDED_S = 0.020


def delayed_campaign() -> Progress:
    """Plain Python against itself, the second time 20 ms later, over twenty blocks."""

    def law(engine: str, size: object) -> Outcome:
        return Outcome({"process": 0.1 + (ADDED_S if engine == NAME else 0.0)})

    names, plan = ("plain", NAME), Plan("session", "chain", law, blocks=20, twin=False)
    return replay(campaign([plan], [WHOLE_PROCESS], names=names, spread=0.002))


def recovery(progress: Progress) -> Recovery:
    answer = in_all_forms(progress).answers[0]
    comparison = next(one.comparison for one in answer.pairings if one.b == NAME)
    assert comparison is not None
    return Recovery(ADDED_S, Trial(progress, answer), comparison)


def test_the_recovered_delay_is_one_figure_in_raw_file_terminal_markdown_and_page(tmp_path: Path) -> None:
    found = recovery(delayed_campaign())
    with keeping("delay", tmp_path) as keep:
        keep(found.row(0))
    (table,) = replay(read(tmp_path)).tables
    (row,) = table.rows
    assert row["estimate_s"] == pytest.approx(ADDED_S, rel=0.02)
    told, interval = row["printed"].split(" [")
    assert told == figures.quantity(row["estimate_s"], "s", signed=True)
    forms = in_all_forms(found.trial.progress)
    assert row["printed"] in forms.markdown
    for form in (forms.terminal, forms.page.text):
        assert told in form
        assert f"[{interval}" in form


def rows(*, close: bool, processor: str) -> Table:
    row = {"check": "delay", "added_s": 0.02, "close": close, "covered": True, "processor": processor}
    return Table("selfcheck", [row, row])


@pytest.mark.parametrize(
    ("table", "told", "state"),
    [
        (rows(close=True, processor="Made-up 9000"), "on this kind of machine, a delay of 20 ms was", "good"),
        (rows(close=False, processor="Made-up 9000"), "within 10 % in 0 of 2 campaigns", "look"),
        (rows(close=True, processor="Another"), "On another kind of machine, a delay of 20 ms was", "look"),
    ],
)
def test_a_control_kept_beside_a_campaign_stands_in_its_trust_line(
    table: Table, told: str, state: str
) -> None:
    forms = in_all_forms(replay([*known_truth(), table]))
    for form in (forms.terminal, forms.markdown, forms.page.one(class_="checks").text):
        assert told in form
    (item,) = [one for one in forms.page.find("li", class_=f"check-{state}") if told in one.text]
    assert item.text.startswith("Control")


def test_a_delayed_campaign_says_by_how_much_and_where() -> None:
    progress = delayed_campaign()
    progress.header = replace(progress.header, delay={"contender": NAME, "phase": "run", "ns": 20_000_000})
    assert "injected on purpose: 20 ms in every run of delayed." in in_all_forms(progress).markdown


def test_an_interruption_keeps_what_was_found_and_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def found_one_then_stopped() -> None:
        with command._kept("delay", tmp_path / "new") as keep:
            keep({"campaign": 0})
            raise KeyboardInterrupt

    with pytest.raises(typer.Exit) as ended:
        found_one_then_stopped()
    assert ended.value.exit_code == command.INTERRUPTED
    assert "interrupted; what was found (1) is kept" in capsys.readouterr().out.replace("\n", " ")
    assert [table.rows[0]["campaign"] for table in replay(read(tmp_path / "new")).tables] == [0]


def test_a_control_is_added_to_a_campaign_and_never_over_another_check(tmp_path: Path) -> None:
    with Journal(tmp_path / "campaign" / "raw.jsonl") as journal:
        journal.append(next(iter(known_truth())))
    with command._kept("delay", tmp_path / "check", tmp_path / "campaign") as keep:
        keep({"campaign": 0})
    (table,) = replay(read(tmp_path / "campaign")).tables
    assert table.rows[0]["processor"] == take().as_json()["machine"].get("cpu_model", "")
    with (
        pytest.raises(UsageError, match="there is a self-check already"),
        command._kept("aa", tmp_path / "check"),
    ):
        pass
    with (
        pytest.raises(UsageError, match="there is no campaign"),
        command._kept("aa", tmp_path / "x", tmp_path / "y"),
    ):
        pass
