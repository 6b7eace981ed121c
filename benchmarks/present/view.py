"""A campaign as the page reads it: answers grouped by what grows, and who takes part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from benchmarks.analyse.results import Answer, Own
from benchmarks.present.roles import Roles, own_of, roles_of
from benchmarks.record.progress import Progress
from benchmarks.record.schema import Cell, Header, Question, Table

Key = tuple[str, ...]
MOST_SIZES = 40
"""Of one workload, in one drawing: more cannot be told apart on paper."""


@dataclass(frozen=True)
class Family:
    """One question of one workload in one lane, at every size that was planned."""

    question: Question
    title: str
    """The workload, and what does not grow: ``payload kind=frame``."""
    axis: str
    """The name of what grows: ``n``, ``bytes``; ``steps`` where several parameters do; empty for nothing."""
    answers: tuple[tuple[float, Answer], ...]
    """(size, answer), smallest first."""

    @property
    def cell(self) -> Cell:
        """The cell of the smallest size; probe, workload, lane and meter are those of every size."""
        return self.answers[0][1].cell

    @property
    def grows(self) -> bool:
        """Whether there is more than one size."""
        return len(self.answers) > 1

    @property
    def source(self) -> tuple[str, ...]:
        """The cells it is about; of very many sizes the ones that are drawn."""
        return tuple(answer.cell.id for _, answer in self.thinned(MOST_SIZES).answers)

    def thinned(self, most: int) -> Family:
        """At most so many sizes, evenly chosen, the first and the last among them."""
        count = len(self.answers)
        if count <= most:
            return self
        even = {round(number * (count - 1) / (most - 1)) for number in range(most)}
        return replace(self, answers=tuple(self.answers[number] for number in sorted(even)))

    def measured(self, name: str) -> Iterator[tuple[float, Own]]:
        """A contender's figures, by size."""
        for size, answer in self.answers:
            own = own_of(answer, name)
            if own is not None and own.standing == "measured" and own.interval is not None:
                yield size, own

    def absences(self, name: str) -> Iterator[tuple[float, Own]]:
        """The sizes at which a contender was tried and has no figure."""
        for size, answer in self.answers:
            own = own_of(answer, name)
            if own is not None and own.standing not in ("measured", "untested"):
                yield size, own


@dataclass(frozen=True)
class View:
    """Everything that a section may show."""

    progress: Progress
    answers: tuple[Answer, ...]
    roles: Roles
    most_rows: int = 300
    """Of one table; the raw data has the rest."""

    @classmethod
    def of(cls, progress: Progress, answers: Sequence[Answer]) -> View:
        """Answers that say nothing about anybody are left out."""
        roles = roles_of(progress.header)
        told = tuple(answer for answer in answers if _told(answer, roles))
        return cls(progress, told, roles)

    def shorter(self, most_rows: int) -> View:
        """The same with shorter tables."""
        return replace(self, most_rows=most_rows)

    @property
    def header(self) -> Header:
        """The plan."""
        return self.progress.header

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """Every family, in the order of the questions and the plan."""
        grouped: dict[Key, list[Answer]] = {}
        for answer in self.answers:
            grouped.setdefault(_key(answer), []).append(answer)
        return tuple(_family(answers) for answers in grouped.values())

    def table(self, *names: str) -> Table | None:
        """The observed table of that name, if the campaign has it with any row."""
        found = [table for table in self.progress.tables if table.name in names and table.rows]
        return found[-1] if found else None

    def place(self, name: str) -> int:
        """The number of a contender's colour and shape."""
        return self.roles.place(name)


def _told(answer: Answer, roles: Roles) -> bool:
    """A question that no contender of the cell can be asked has no row."""
    shown = [own for own in answer.own if own.contender in roles.shown]
    return any(own.standing not in ("unsupported", "untested") for own in shown)


def _words(size: dict[str, Any]) -> str:
    return " ".join(f"{name}={value}" for name, value in size.items() if isinstance(value, str))


def _key(answer: Answer) -> Key:
    cell = answer.cell
    return (
        answer.question.id,
        cell.probe,
        cell.workload,
        _words(cell.size),
        cell.lane,
        cell.bytecode,
        cell.meter,
        cell.target,
    )


def _family(answers: list[Answer]) -> Family:
    first = answers[0]
    numbers = {
        name: {answer.cell.size.get(name) for answer in answers}
        for name, value in first.cell.size.items()
        if not isinstance(value, str)
    }
    growing = [name for name, values in numbers.items() if len(values) > 1]
    axis = growing[0] if len(growing) == 1 else "steps" if len(answers) > 1 else ""
    by_size = {_size(answer.cell, axis): answer for answer in answers}
    title = f"{first.cell.workload} {_words(first.cell.size)}".strip()
    return Family(first.question, title, axis, tuple(sorted(by_size.items(), key=lambda item: item[0])))


def _size(cell: Cell, axis: str) -> float:
    value = cell.size.get(axis, cell.steps)
    return float(cell.steps if isinstance(value, str) else value)
