"""A history in words and tables: what moved, every figure with its interval and n, and what has none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.analyse.results import answers
from benchmarks.history import authoring
from benchmarks.history.trend import Move, Trend, TrendPoint, trends
from benchmarks.history.versions import Version, versions_of
from benchmarks.present import figures, markdown
from benchmarks.present.documents import facts
from benchmarks.record.progress import Progress
from benchmarks.safe_text import code_span, one_line

MARK = "◆"
"""Beside a figure that its release moved."""
NO_FIGURE = "✕"
_REASON = 240
"""Characters of a reason that are shown."""
_INTRODUCTION = f"""\
# Versions over time

Written by `fvk publish` from the raw files in `docs/data/history-*`; `fvk publish --check` fails where this
page and the data disagree. Every version has an environment of its own, in which nothing differs but the SDK
and what it asks for, and takes part in every block of one campaign.

Every figure stands with its 95 % interval; n is the number of blocks. {MARK} marks a release that moved a
figure: compared block by block with the version before it, the difference is proven, corrected over all moves
of the history (Hochberg), not inside the question's margin, and larger than the noise. The noise is how
far the newest version, which takes part twice, may differ from itself in the same blocks.
"""


@dataclass(frozen=True)
class History:
    """One raw file, read."""

    name: str
    progress: Progress
    versions: tuple[Version, ...]
    trends: tuple[Trend, ...]

    @classmethod
    def read(cls, name: str, progress: Progress) -> History:
        """Everything that can be told, or :class:`~benchmarks.errors.RawFileError` without any version."""
        return cls(name, progress, tuple(versions_of(progress)), trends(progress))

    @property
    def engine(self) -> str:
        """Whose versions they are."""
        named = [one.contender for one in self.versions if one.contender]
        return named[0].partition("@")[0] if named else self.name


def moved(history: History) -> list[str]:
    """One line for each release that moved a figure beyond the noise."""
    told = [(trend, move) for trend in history.trends for move in trend.moves if move.moved]
    return [_moved(trend, move) for trend, move in told] or [_nothing_moved(history)]


def figure_rows(history: History) -> Iterator[tuple[str, ...]]:
    """One row a question and cell: its figure for every version, the moved ones marked."""
    for trend in history.trends:
        cells = (_cell(trend, point) for point in trend.points)
        yield (trend.answer.question.id, trend.answer.cell.id, *cells, _blocks(trend), _noise(trend))


def figure_heads(history: History) -> tuple[str, ...]:
    """The heads of :func:`figure_rows`."""
    return ("question", "cell", *(_called(one) for one in history.versions), "n", "noise (A/A)")


MOVE_HEADS = ("question", "from", "to", "difference", "ratio", "n", "verdict", "beyond the noise")


def move_rows(history: History) -> Iterator[tuple[str, ...]]:
    """One row a question and release: how it compares with the version before it."""
    for trend in history.trends:
        for move in trend.moves:
            pair = (trend.answer.question.id, move.older.found, move.newer.found)
            difference = figures.estimate(move.comparison.difference, trend.answer.question, signed=True)
            ratio = figures.ratio(move.comparison.ratio)
            yield (*pair, difference, ratio, str(move.comparison.n), _verdict(move), _beyond(move))


CHANGE_HEADS = ("release", "part", "case", "before", "after", "so")


def change_rows(history: History) -> Iterator[tuple[str, ...]]:
    """One row a mistake or capability that a release changed."""
    for one in authoring.changes(history.progress):
        case = f"{one.case}: {one.title}"
        yield (_called(one.newer), one.part, case, one.before, one.after, one.word)


def count_rows(history: History, part: str) -> Iterator[tuple[str, ...]]:
    """One row a result: in how many cases each version had it."""
    told = authoring.counts(history.progress).get(part, {})
    for result in authoring.best_first(result for counts in told.values() for result in counts):
        counts = [told.get(one.wanted, {}) for one in history.versions]
        yield (result, *(str(found.get(result, 0)) if found else figures.NONE for found in counts))


def absent(history: History) -> list[str]:
    """One line for each version that has no figure somewhere, with its reason."""
    lines = [f"{one.wanted}: {one.problem}" for one in history.versions if one.problem]
    for trend in history.trends:
        lost = [point for point in trend.points if point.reason and not point.version.problem]
        lines += [f"{_called(one.version)}, {trend.answer.question.id}: {one.reason}" for one in lost]
    lines += authoring.problems(history.progress)
    return [one_line(line, _REASON) for line in dict.fromkeys(lines)]


def document(histories: Sequence[History], charts: Mapping[str, str]) -> str:
    """The whole page; ``charts`` has the file of each history's drawing, by name."""
    parts = [section(history, charts.get(history.name, "")) for history in histories]
    return "\n".join([_INTRODUCTION, *parts]).rstrip() + "\n"


def section(history: History, chart: str) -> str:
    """All that one history says, as Markdown."""
    return "\n".join(_section(history, chart))


def _section(history: History, chart: str) -> Iterator[str]:
    header = history.progress.header
    yield from (f"## {markdown.safe(history.engine)}", "", code_span(" ".join(header.command)), "")
    yield from (f"- {markdown.safe(fact)}" for fact in facts(history.progress, answers(history.progress)))
    yield ""
    yield from (f"- {markdown.safe(line)}" for line in moved(history))
    yield ""
    if chart:
        yield from (f"![{history.engine}: every question by version, with intervals]({chart})", "")
    yield from _table("Figures by version", figure_heads(history), list(figure_rows(history)))
    yield from _table("Each version beside the one before it", MOVE_HEADS, list(move_rows(history)))
    for part in authoring.asked(history.progress):
        heads = ("result", *map(_called, history.versions))
        yield from _table(f"Authoring: {part} by result", heads, list(count_rows(history, part)))
    if authoring.asked(history.progress):
        changed = list(change_rows(history))
        yield from _table("What releases changed in authoring", CHANGE_HEADS, changed)
        if not changed:
            yield from ("No release changed the result of any mistake or capability that was tried.", "")
    if missing := absent(history):
        yield from (f"{NO_FIGURE} Without a figure:", "", *(f"- {markdown.safe(one)}" for one in missing), "")


def _table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if rows:
        yield from (f"*{caption}*", "", markdown.row(heads), "|" + "---|" * len(heads))
        yield from map(markdown.row, rows)
        yield ""


def _moved(trend: Trend, move: Move) -> str:
    interval = move.comparison.ratio
    question = trend.answer.question
    better = move.verdict.kind.value == "B faster"
    if interval is not None:
        told = f"{figures.ratio(interval)} of {move.older.found}"
    else:
        told = f"{figures.estimate(move.comparison.difference, question, signed=True)} to {move.older.found}"
    word = "better" if better else "worse"
    return f"{MARK} {move.newer.found} moved {question.id}, for the {word}: {told}, n={move.comparison.n}"


def _nothing_moved(history: History) -> str:
    if any(trend.moves for trend in history.trends):
        return "No release moved any figure beyond the noise."
    return "Nothing can be compared: fewer than two versions have a figure for the same question."


def _verdict(move: Move) -> str:
    faster = {"A faster": f"{move.older.found} better", "B faster": f"{move.newer.found} better"}
    return faster.get(move.verdict.kind.value, move.verdict.kind.value)


def _beyond(move: Move) -> str:
    if move.noise is None:
        return "noise not known"
    return f"{MARK} yes" if move.moved else "no"


def _cell(trend: Trend, point: TrendPoint) -> str:
    if point.interval is None:
        return NO_FIGURE
    move = trend.move_to(point.version)
    text = figures.estimate(point.interval, trend.answer.question)
    return f"{text} {MARK}" if move and move.moved else text


def _blocks(trend: Trend) -> str:
    found = sorted({point.interval.n for point in trend.points if point.interval})
    return "–".join(str(count) for count in dict.fromkeys((found[0], found[-1]))) if found else figures.NONE


def _noise(trend: Trend) -> str:
    twin = trend.answer.twin
    if twin is None or twin.comparison is None:
        return "not known"
    if twin.comparison.ratio is None:
        return figures.estimate(twin.comparison.difference, trend.answer.question, signed=True)
    return figures.ratio(twin.comparison.ratio)


def _called(version: Version) -> str:
    return version.found or version.wanted
