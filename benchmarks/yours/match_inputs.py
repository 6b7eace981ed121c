"""Whether the inputs fit what a pipeline takes, told before anything is run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from benchmarks.yours.sides import PipelineSide
from shared.contract import Port


def inputs_of(side: PipelineSide, common: Mapping[str, Any], takes: Iterable[Port] | None) -> dict[str, Any]:
    """The inputs for one side: those for all that it takes, and its own; all where that is not known."""
    if takes is None:
        return {**common, **side.inputs}
    names = {port.name for port in takes}
    return {**{name: value for name, value in common.items() if name in names}, **side.inputs}


def misfit(inputs: Mapping[str, Any], takes: Iterable[Port] | None) -> str:
    """One line on the first input that is missing or unknown; empty if all fit by name, or none is known."""
    if takes is None:
        return ""
    ports = {port.name: port for port in takes}
    unknown = [name for name in inputs if name not in ports]
    if unknown:
        known = ", ".join(ports) or "nothing"
        return f"input {unknown[0]} does not fit: it takes {known}"
    for port in ports.values():
        if port.required and port.name not in inputs:
            return f"input {port.name} ({port.type}) has no default: give --input {port.name}=VALUE"
    return ""


def unused(common: Mapping[str, Any], takes: Iterable[Iterable[Port]]) -> list[str]:
    """Inputs for all sides that no side takes."""
    known = {port.name for ports in takes for port in ports}
    return [name for name in common if name not in known]
