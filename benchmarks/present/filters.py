"""The page's filters: radio groups that work by style rules alone, so that they need no script.

Names of a raw file never reach the style sheet: every choice is known by its number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.present.sentences import CAMPAIGN, Cited
from benchmarks.present.view import View


@dataclass(frozen=True)
class Choice:
    """One radio button."""

    id: str
    value: str
    """What stands for it in the page's address."""
    label: Cited
    class_: str
    """What rows carry that it shows; empty for all rows."""


@dataclass(frozen=True)
class Filter:
    """One radio group."""

    name: str
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Filters:
    """All groups, and how rows are known to them."""

    groups: tuple[Filter, ...]
    classes: dict[str, str]
    """From a row's key (``lane:tuned``) to its class."""

    def of(self, keys: Iterable[str]) -> str:
        """The classes of a row."""
        return " ".join(self.classes[key] for key in keys if key in self.classes)

    def leads(self, leads: Iterable[str]) -> str:
        """The classes under which a row stands for its question."""
        return " ".join(
            "lead-" + "-".join(self.classes.get(part, "x") for part in lead.split("/")) for lead in leads
        )


def of(view: View) -> Filters:
    """Groups for what this campaign really has; a group of one choice is left out."""
    cells = [answer.cell for answer in view.answers]
    workloads = _choices("w", (cell.workload for cell in cells))
    lanes = _choices("l", (cell.lane for cell in cells))
    starts = _choices("b", (cell.bytecode for cell in cells))
    lead = Choice("w-x", "lead", Cited("one row a question", (CAMPAIGN,)), "")
    groups = [
        Filter("workload", "Workload", (lead, *workloads)),
        Filter("lane", "Lane", (_every("l"), *lanes)),
        Filter("start", "Start", (_every("b"), *starts)),
    ]
    if len(view.roles.pairs) > 1:
        pairs = tuple(
            Choice(f"p-{number}", str(number), Cited(f"{b} against {a}", (CAMPAIGN,)), f"p{number}")
            for number, (a, b) in enumerate(view.roles.pairs)
        )
        groups.append(Filter("pair", "Compared", pairs))
    classes = {
        f"{group.name}:{choice.value}": choice.class_
        for group in groups
        for choice in group.choices
        if choice.class_
    }
    return Filters(
        tuple(group for group in groups if len(group.choices) > 2 or group.name == "pair"), classes
    )


def rules(filters: Filters) -> str:
    """The style rules that make the radio buttons work."""
    told = [
        f"body:has(#{choice.id}:checked) .{_filtered(group)}:not(.{choice.class_}){{display:none}}"
        for group in filters.groups
        for choice in group.choices
        if choice.class_
    ]
    if any(group.name == "workload" for group in filters.groups):
        told += list(_lead_rules(filters))
    return "\n".join(told) + "\n"


def _filtered(group: Filter) -> str:
    """What a group may hide: rows that show every pair are hidden by no choice of a pair."""
    return "by-pair" if group.name == "pair" else "f"


def _lead_rules(filters: Filters) -> Iterable[str]:
    """One row a question, whichever lane and start are chosen."""
    lanes = next((group.choices for group in filters.groups if group.name == "lane"), (_every("l"),))
    starts = next((group.choices for group in filters.groups if group.name == "start"), (_every("b"),))
    for lane in lanes:
        for start in starts:
            chosen = [f":has(#{one.id}:checked)" for one in (lane, start) if _has(filters, one)]
            row = f"lead-{lane.class_ or 'x'}-{start.class_ or 'x'}"
            yield f"body:has(#w-x:checked){''.join(chosen)} .o:not(.{row}){{display:none}}"


def _has(filters: Filters, choice: Choice) -> bool:
    return any(choice in group.choices for group in filters.groups)


def _every(letter: str) -> Choice:
    return Choice(f"{letter}-x", "all", Cited("all", (CAMPAIGN,)), "")


def _choices(letter: str, values: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(
        Choice(f"{letter}-{number}", value, Cited(value, (CAMPAIGN,)), f"{letter}{number}")
        for number, value in enumerate(dict.fromkeys(values))
    )
