"""What a first look found, as tables: for the terminal, and as rows of the raw file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table as Shown

from benchmarks.record.schema import Table
from benchmarks.yours import authoring
from benchmarks.yours.agreement import Agreement
from benchmarks.yours.survey import PHASES, Looked
from shared.contract import Interface, Port
from shared.raised import one_line

_TITLES = {
    "load": "load",
    "compile": "compile",
    "run": "local run, {lane} lane",
    "steps": "pod commands, step by step",
}
_NOTHING = "nothing"


def interface_rows(interfaces: Mapping[str, Interface]) -> list[dict[str, Any]]:
    """One row a fact and contender."""
    return [
        {"name": name, "side": contender, "value": value}
        for contender, told in interfaces.items()
        for name, value in (
            ("takes", ", ".join(map(_port, told.takes)) or _NOTHING),
            ("gives", ", ".join(f"{port.name}: {port.type}" for port in told.gives) or _NOTHING),
            ("steps", "known only when it runs" if told.steps is None else str(told.steps)),
            ("capabilities it uses", ", ".join(told.needs) or _nothing_known(told)),
            ("known only when it runs", ", ".join(told.unseen)),
            ("could not be described", one_line(told.untold, 300)),
        )
        if value
    ]


def phase_rows(looked: Sequence[Looked]) -> list[dict[str, Any]]:
    """One row a phase and contender: ``yes``, or why it cannot be measured."""
    return [
        {
            "name": _TITLES[phase].format(lane=one.lane),
            "side": one.entrant.name,
            "value": _measurable(one, phase),
        }
        for one in looked
        for phase in ("load", *PHASES)
    ]


def authoring_rows(looked: Sequence[Looked]) -> list[dict[str, Any]]:
    """One row a count and contender."""
    rows = []
    for one in looked:
        for name, value in authoring.count(one.entrant.side.engine, one.entrant.side.file).items():
            rows.append({"name": name, "side": one.entrant.name, "value": value})
    return rows


def output_rows(agreement: Agreement) -> list[dict[str, Any]]:
    """One row an output: compared, or why not."""
    compared = [{"name": name, "value": "compared in every run"} for name in agreement.reference]
    return [*compared, *({"name": name, "value": why} for name, why in agreement.left_out.items())]


def tables(looked: Sequence[Looked], agreement: Agreement) -> Iterator[Table]:
    """Everything for the raw file."""
    interfaces = {one.entrant.name: one.interface for one in looked if one.interface}
    yield Table("your pipelines", interface_rows(interfaces))
    yield Table("what can be measured of yours", phase_rows(looked))
    yield Table("what yours cost to write", authoring_rows(looked))
    yield Table("which outputs of yours are compared", output_rows(agreement))


def print_tables(console: Console, found: Sequence[Table]) -> None:
    """One table of the terminal for each that has rows."""
    for table in found:
        if table.rows:
            console.print(_shown(table))
            console.print()


def _shown(table: Table) -> Shown:
    sides = list(dict.fromkeys(str(row["side"]) for row in table.rows if "side" in row))
    shown = Shown(title=escape(table.name), title_justify="left", title_style="bold", pad_edge=False)
    shown.add_column("")
    for side in sides or ["value"]:
        shown.add_column(escape(side))
    by_name: dict[str, dict[str, str]] = {}
    for row in table.rows:
        by_name.setdefault(str(row["name"]), {})[str(row.get("side", "value"))] = str(row["value"])
    for name, values in by_name.items():
        shown.add_row(escape(name), *(escape(values.get(side, "–")) for side in sides or ["value"]))
    return shown


def _measurable(one: Looked, phase: str) -> str:
    reason = one.refused.get("load") or one.refused.get(phase)
    if reason:
        return f"⊘ {reason}"
    return f"yes, {one.remarks[phase]}" if phase in one.remarks else "yes"


def _nothing_known(told: Interface) -> str:
    """Nothing is said only where nothing can be hidden."""
    return "none that can be seen before it runs" if told.untold or told.unseen else _NOTHING


def _port(port: Port) -> str:
    typed = f"{port.name}: {port.type}" if port.type else port.name
    return f"{typed} = {port.default}" if port.default else typed if port.required else f"{typed} (optional)"
