from __future__ import annotations

import io

import msgspec
import pytest
from rich.console import Console

from benchmarks.authoring.capabilities import CapabilityRow
from benchmarks.authoring.changes import ChangeRow
from benchmarks.authoring.code_cost import CodeRow
from benchmarks.authoring.difference import Difference
from benchmarks.authoring.drawing import as_markdown, as_table
from benchmarks.authoring.mistakes import MistakeRow
from benchmarks.authoring.naming import NOT_ASKED, Named
from benchmarks.authoring.records import NAMES, record, table
from benchmarks.authoring.session import Found, header, raw_file
from benchmarks.authoring.sides import Side
from benchmarks.authoring.tables import (
    AuthoringView,
    TableCell,
    capabilities_view,
    changes_view,
    code_view,
    mistakes_view,
)
from benchmarks.errors import RawFileError
from benchmarks.record.journal import Journal, read
from benchmarks.record.schema import End, Header, Table


def mistake(case, side, stage, effect="stopped", named=NOT_ASKED, trips=None, control="right"):
    return MistakeRow(
        case=case,
        side=side,
        kind="types",
        title="A title.",
        intention="Right: so.",
        stage=stage,
        stage_without_mypy=stage,
        effect=effect,
        exception="",
        message="",
        named=named,
        result=None,
        right=4,
        trips=trips or {stage: 1},
        control=control,
        false_alarms=(),
        traceback="",
        log="x" * 9_000,
        wall_ns=1,
    )


MISTAKES = (
    mistake("one", "left", "mypy", named=Named("message", "-", "message")),
    mistake("one", "right", "run", named=Named("log", "no", "no")),
    mistake("two", "left", "never", "wrong result"),
    mistake("two", "right", "never", "harmless", trips={"never": 3, "run": 1}),
    mistake("three", "left", "import", "not shown", control="run: no"),
    mistake("three", "right", "not tried", "not shown", control="not installed: it"),
)


def capability(case, side, verdict, extra=0):
    return CapabilityRow(case, side, "types", "A title.", verdict, extra, "", "returned 1", "", "", 1)


def change(side, effect, difference):
    return ChangeRow("step", side, "A title.", difference, 1, effect, "returned 1", 1)


CHANGES = (
    change("left", "run", Difference(3, 3, 1, 20, 20, 2, "+one")),
    change("right", "compiled", Difference(5, 5, 2, 31, 30, 4, "+one\n+two")),
)
CODE = CodeRow(
    "chain",
    "left",
    lines={"plain": 5, "sdk": 3, "wrapping": 2, "harness": 9},
    tokens={"plain": 42, "sdk": 10, "wrapping": 15, "harness": 59},
    sdk_names=("flow", "step"),
    decorators=2,
    annotations=4,
    imports_inside=0,
    repeated_lines=1,
    nesting=2,
    shared_lines=10,
    runs=(("sdk", "@step"), ("plain", "\n"), ("plain", "x = 1"), ("sdk", "")),
)


def texts(view):
    return [[cell.text for cell in row] for row in view.rows]


def test_a_mistake_tells_each_sides_stage_and_what_its_message_names():
    assert texts(mistakes_view(MISTAKES))[:2] == [
        ["one", "mypy", "✓", "", "✓", "run", "log", "–", "–"],
        ["two", "never: wrong result", "", "", "", "never: harmless", "", "", ""],
    ]


def test_a_mistake_that_shows_nothing_says_so_and_is_not_counted():
    view = mistakes_view(MISTAKES)
    assert texts(view)[2][1] == "import, not shown"
    assert texts(view)[2][5] == "not installed: it"
    assert view.remarks[0].startswith("left, of 2: mypy 1, import 0, compile 0, run 0, never 1 (1 of them")


def test_only_what_was_asked_of_a_message_is_counted():
    remark = mistakes_view(MISTAKES).remarks[3]
    assert remark == (
        "right, where it stops one, names the step in 0 of 1, the argument in 0 of 1, "
        "the author's line in 0 of 1 messages"
    )


def test_a_mistake_with_more_than_one_ending_is_remarked():
    assert (
        "right, two: not the same in every run: never 3 times, run 1 times" in mistakes_view(MISTAKES).remarks
    )


def test_a_capability_tells_its_verdict_and_what_the_way_around_costs():
    rows = [
        capability("one", "left", "works locally"),
        capability("one", "right", "works with more lines", 1),
        capability("two", "left", "compiles only", 2),
        capability("two", "right", "not possible"),
    ]
    view = capabilities_view(rows)
    assert texts(view) == [
        ["one", "works locally", "works with 1 more line"],
        ["two", "compiles only with 2 more lines", "not possible"],
    ]
    assert view.remarks == (
        "left: 1 works locally, 1 compiles only",
        "right: 1 works with more lines, 1 not possible",
    )


def test_a_change_tells_its_cost_and_where_it_was_seen():
    view = changes_view(CHANGES)
    assert texts(view) == [["step", "3 (+3 −1)", "20", "1", "run", "5 (+5 −2)", "31", "1", "compiled"]]
    assert view.remarks[:2] == (
        "left: 3 lines and 20 tokens for 1 changes",
        "right: 5 lines and 31 tokens for 1 changes",
    )


def test_a_code_row_tells_its_counts():
    (row,) = texts(code_view([CODE]))
    assert row == ["chain", "left", "3", "2", "5", "10", "2", "2", "4", "0", "1", "2", "0.50"]


def test_markdown_keeps_a_row_on_its_line_and_a_bar_in_its_cell():
    page = as_markdown(
        [AuthoringView("T", ("a", "b"), ((TableCell("x|y"), TableCell("two\nlines")),), ("remark",))]
    )
    assert "| x\\|y | two lines |" in page
    assert page.endswith("- remark\n\n")


def test_the_terminal_shows_every_cell():
    console = Console(width=160, record=True, file=io.StringIO())
    console.print(as_table(mistakes_view(MISTAKES)))
    shown = console.export_text()
    assert all(cell.text in shown for row in mistakes_view(MISTAKES).rows for cell in row)


@pytest.mark.parametrize("rows", [MISTAKES, CHANGES, (CODE,), (capability("one", "left", "works locally"),)])
def test_every_row_can_be_kept_as_json(rows):
    kept = table(type(rows[0]), rows)
    assert kept.name == NAMES[type(rows[0])]
    assert msgspec.json.decode(msgspec.json.encode(kept), type=Table).rows == [
        msgspec.json.decode(msgspec.json.encode(record(row))) for row in rows
    ]


def test_counts_are_kept_flat_and_logs_short():
    assert record(CODE)["sdk_lines"] == 3
    assert record(CODE)["orchestrator_lines"] == 5
    assert (record(CHANGES[0])["lines"], record(CHANGES[0])["diff"]) == (3, "+one")
    assert len(record(MISTAKES[0])["log"]) == 1_500


def begun():
    return Header(1, "authoring", 0, "now", [], 0.0, [], [], "", [], {})


def test_a_new_raw_file_begins_and_ends(tmp_path):
    with raw_file(tmp_path / "new", begun, lambda: End("later", 2.0)) as keep:
        keep(Found(CodeRow, [CODE], code_view([CODE])))
    lines = list(read(tmp_path / "new"))
    assert [type(line) for line in lines] == [Header, Table, End]


def test_a_campaign_that_is_there_is_added_to(tmp_path):
    with Journal(tmp_path / "raw.jsonl") as journal:
        journal.append(begun())
    with raw_file(tmp_path, begun, lambda: End("later", 2.0)) as keep:
        keep(Found(CodeRow, [CODE], code_view([CODE])))
    assert [type(line) for line in read(tmp_path)] == [Header, Table]


def test_a_foreign_raw_file_is_refused_and_left_alone(tmp_path):
    (tmp_path / "raw.jsonl").write_text("{}\n")
    with pytest.raises(RawFileError), raw_file(tmp_path, begun, lambda: End("later", 2.0)):
        pass
    assert (tmp_path / "raw.jsonl").read_text() == "{}\n"


def test_the_header_names_the_sides_and_their_versions(sides):
    told = header(sides, "now", ["fvk"], {})
    assert [one.name for one in told.contenders] == [side.name for side in sides]
    assert all(len(one.versions) == 1 for one in told.contenders)
    assert isinstance(sides[0], Side)


def test_the_counted_source_is_kept_in_as_few_pieces_as_there_are_tints():
    assert record(CODE)["runs"] == [["sdk", "@step"], ["plain", "\nx = 1"]]
