"""What was left out, what failed, and what interrupted the campaign."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.present.sections.section import DataTable, Item, SectionLine, cut, plain
from benchmarks.present.sentences import CAMPAIGN, Cited, Part
from benchmarks.present.trust import samples_of
from benchmarks.present.view import View
from benchmarks.record.schema import Sample
from benchmarks.safe_text import one_line, printable, shortened


def tables(view: View) -> Iterator[DataTable]:
    """Disturbed blocks, failed samples, notes; each only where there is one."""
    yield from _exclusions(view)
    yield from _failures(view)
    yield from _seen(view)
    yield from _notes(view)


def _exclusions(view: View) -> Iterator[DataTable]:
    """Blocks that were disturbed, whether they were repeated or count all the same."""
    lines = [
        SectionLine(
            (
                plain(Cited(cell.id, (cell.id,))),
                plain(Cited(str(block.block + 1), (cell.id,)), number=True),
                plain(Cited(str(block.attempt + 1), (cell.id,)), number=True),
                plain("counts" if block.counts else "repeated"),
                plain(Cited(one_line("; ".join(block.flags), 200), (cell.id,))),
            ),
            (cell.id,),
        )
        for cell in view.header.cells
        for block in view.progress.blocks[cell.id]
        if block.flags or not block.counts
    ]
    if lines:
        shown, left_out = cut(lines, view.most_rows)
        heads: tuple[tuple[Part, ...], ...] = (
            ("cell",),
            ("block",),
            ("attempt",),
            ("what became of it",),
            ("signals",),
        )
        yield DataTable(
            ("Disturbed blocks; the signals are the machine's, never a measured time",),
            heads,
            tuple(shown),
            left_out,
        )


def _failures(view: View) -> Iterator[DataTable]:
    bad = [sample for sample in samples_of(view.progress) if sample.status in ("failed", "mismatch")]
    known = {cell.id for cell in view.header.cells}
    lines = [_failure(sample) for sample in bad if sample.cell in known]
    if lines:
        shown, left_out = cut(lines, view.most_rows)
        heads: tuple[tuple[Part, ...], ...] = (
            ("cell",),
            ("contender",),
            ("block",),
            ("status",),
            ("how it ended",),
            ("reason",),
        )
        yield DataTable(("Samples that failed or gave other outputs",), heads, tuple(shown), left_out)


def _failure(sample: Sample) -> SectionLine:
    cell = (sample.cell,)
    ends = [f"exit status {sample.exit_status}" if sample.exit_status is not None else ""]
    ends += [f"signal {sample.signal}" if sample.signal else "", "timed out" if sample.timed_out else ""]
    ends += [f"{sample.left_behind} processes left behind" if sample.left_behind else ""]
    told = one_line(", ".join(end for end in ends if end), 120)
    reason = Item(
        (Cited(one_line(sample.reason, 200), cell),), more=shortened(printable(sample.stderr_tail), 1500)
    )
    return SectionLine(
        (
            plain(Cited(sample.cell, cell)),
            plain(Cited(sample.contender, cell)),
            plain(Cited(str(sample.block + 1), cell), number=True),
            Item((f"✕ {sample.status}",), tone="bad"),
            plain(Cited(told, cell)),
            reason,
        ),
        cell,
    )


def _seen(view: View) -> Iterator[DataTable]:
    """What samples noted beside their figures, each note once a cell and contender."""
    known = {cell.id for cell in view.header.cells}
    found = {
        (sample.cell, sample.contender, name, text)
        for sample in samples_of(view.progress)
        if sample.cell in known
        for name, text in sample.notes.items()
    }
    if found:
        shown, left_out = cut(sorted(found), view.most_rows)
        lines = tuple(SectionLine(tuple(_note_items(*note)), (note[0],)) for note in shown)
        heads: tuple[tuple[Part, ...], ...] = (("cell",), ("contender",), ("about",), ("seen",))
        yield DataTable(("What was seen beside the figures",), heads, lines, left_out)


def _note_items(cell: str, contender: str, name: str, text: str) -> Iterator[Item]:
    for told in (cell, contender, name, text):
        yield plain(Cited(one_line(told, 200), (cell,)))


def _notes(view: View) -> Iterator[DataTable]:
    told: list[SectionLine] = [
        SectionLine(
            (plain(Cited(note.at, (CAMPAIGN,))), plain(Cited(one_line(note.text, 300), (CAMPAIGN,)))),
            (CAMPAIGN,),
        )
        for note in view.progress.notes
    ]
    for cell in view.header.cells:
        for dropped in view.progress.dropped[cell.id].values():
            after = f"{dropped.contender} is left out after block {dropped.after_block + 1}"
            text = f"{after}: {dropped.reason}"
            told.append(
                SectionLine(
                    (plain(Cited(cell.id, (cell.id,))), plain(Cited(one_line(text, 300), (cell.id,)))),
                    (cell.id,),
                )
            )
    if told:
        shown, left_out = cut(told, view.most_rows)
        yield DataTable(
            ("Notes, interruptions and contenders that were dropped",),
            (("when or where",), ("what",)),
            tuple(shown),
            left_out,
        )
