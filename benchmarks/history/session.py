"""The part of a history that is not a campaign: authoring with each version, and how it is all shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table as Shown

from benchmarks.authoring.sides import every_side, find_sides
from benchmarks.history import authoring, page
from benchmarks.history.page import History
from benchmarks.history.versions import is_history
from benchmarks.plan import engines
from benchmarks.record.journal import FILE_NAME, read, reopened
from benchmarks.record.progress import Progress, replay
from benchmarks.safe_text import printable
from benchmarks.targets.environments import selection
from benchmarks.targets.environments.store import Store

PAGE, CHART = "history.md", "history.svg"


def try_authoring(directory: Path, store: Store, say: Callable[[str], None]) -> None:
    """Try what the history in ``directory`` still lacks, a table a version and part; nothing without any."""
    with reopened(directory) as journal:
        progress = replay(read(directory / FILE_NAME))
        todo = authoring.missing(progress) if is_history(progress) else []
        if not todo:
            return
        engine = todo[0][0].contender.partition("@")[0]
        (side,) = find_sides([engine])
        for number, (version, part) in enumerate(todo, 1):
            (found,) = selection.select(engines.discover(), store, [version.contender])
            with store.hold(found.environment):
                say(f"authoring {number} of {len(todo)}: {part} of {version.contender}")
                own = authoring.side_in(side, found, store.record(found.environment))
                journal.append(authoring.try_part(part, version, own, lambda _: None))


def has_authoring(engine: str) -> bool:
    """Whether an engine has specimens to be tried."""
    return any(side.name == engine for side in every_side())


def show(progress: Progress, directory: Path, console: Console) -> None:
    """Print the trend, and write it beside the raw file as a page with its chart."""
    from benchmarks.history import chart

    history = History.read(directory.name, progress)
    drawn = chart.svg(history.trends, f"{history.engine} by version")
    if drawn:
        (directory / CHART).write_text(drawn, encoding="utf-8")
    text = f"# Versions over time\n\n{page.section(history, CHART if drawn else '')}"
    (directory / PAGE).write_text(text.rstrip() + "\n", encoding="utf-8")
    _print(history, console)
    for written in (PAGE, *([CHART] if drawn else [])):
        _say(console, f"wrote {directory / written}")


def _print(history: History, console: Console) -> None:
    figures = list(page.figure_rows(history))
    if figures:
        _table(console, f"{history.engine} by version", page.figure_heads(history), figures)
    moves = list(page.move_rows(history))
    if moves:
        _table(console, "each version beside the one before it", page.MOVE_HEADS, moves)
    changes = list(page.change_rows(history))
    if changes:
        _table(console, "what releases changed in authoring", page.CHANGE_HEADS, changes)
    elif authoring.asked(history.progress):
        _say(console, "no release changed the result of any mistake or capability that was tried")
    console.print()
    for line in page.moved(history):
        _say(console, f"  {line}")
    for line in page.absent(history):
        _say(console, f"  {page.NO_FIGURE} {line}")
    console.print()


def _table(console: Console, title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    table = Shown(*map(_safe, heads), title=title, title_justify="left", title_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*(_safe(cell.replace(" [", "\n[", 1)) for cell in row))
    console.print()
    console.print(table)


def _safe(text: str) -> str:
    return escape(printable(text))


def _say(console: Console, text: str) -> None:
    console.print(_safe(text), highlight=False, soft_wrap=True)
