"""Values of the caller's variables, kept out of everything that a measured process tells.

A pipeline that gets a token may print it, raise it or return it. Wherever its value surfaces, also as Python,
JSON, a URL or base64 would write it and where a text was cut in the middle of it, the variable's name stands.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote, quote_plus

from benchmarks.measure.probe_process import ProbeResponse

SHORTEST = 4
"""Shorter values, such as ``1`` or ``yes``, are no secrets: hiding them would spoil every figure."""
CUT = "…"
"""Stands where a text was shortened."""


class Secrets:
    """What must not be told; ``values`` by the variable's name."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = dict(values)
        found = {
            form: _marker(name)
            for name, value in values.items()
            for form in _forms(value)
            if len(form) >= SHORTEST
        }
        # The longest first: one form may hold another.
        self._forms = dict(sorted(found.items(), key=lambda item: -len(item[0])))

    def hide(self, text: str) -> str:
        """The text with names in place of values."""
        for form, name in self._forms.items():
            text = text.replace(form, name)
        return self._hide_cut(text) if CUT in text and self._forms else text

    def hide_in(self, value: Any) -> Any:
        """The same in every text of a value, and in every name of an object."""
        if not self._forms:
            return value
        if isinstance(value, str):
            return self.hide(value)
        if isinstance(value, dict):
            return {self.hide(str(name)): self.hide_in(one) for name, one in value.items()}
        if isinstance(value, list | tuple):
            return [self.hide_in(one) for one in value]
        return value

    def restored_in(self, value: Any) -> Any:
        """A value in which :meth:`hide_in` had put names, with the variables' values in their place."""
        if isinstance(value, str):
            for name, own in self._values.items():
                value = value.replace(_marker(name), own)
            return value
        if isinstance(value, dict):
            return {self.restored_in(name): self.restored_in(one) for name, one in value.items()}
        return [self.restored_in(one) for one in value] if isinstance(value, list) else value

    def hide_from(self, asked: ProbeResponse) -> ProbeResponse:
        """What a process answered, without them."""
        if not self._forms:
            return asked
        outcome = replace(
            asked.outcome,
            reason=self.hide(asked.outcome.reason),
            stdout_tail=self.hide(asked.outcome.stdout_tail),
            stderr_tail=self.hide(asked.outcome.stderr_tail),
        )
        return replace(
            asked, outcome=outcome, response=self.hide_in(asked.response), fault=self.hide(asked.fault)
        )

    def _hide_cut(self, text: str) -> str:
        """The beginning of a value before a cut, and the end of one behind it."""
        first, *others = text.split(CUT)
        parts = [first, *map(self._hide_end_of_value, others)]
        return CUT.join([*map(self._hide_begin_of_value, parts[:-1]), parts[-1]])

    def _hide_begin_of_value(self, part: str) -> str:
        for form, name in self._forms.items():
            for size in range(min(len(form) - 1, len(part)), SHORTEST - 1, -1):
                if part.endswith(form[:size]):
                    return part[:-size] + name
        return part

    def _hide_end_of_value(self, part: str) -> str:
        text = part.lstrip()
        for form, name in self._forms.items():
            for size in range(min(len(form) - 1, len(text)), SHORTEST - 1, -1):
                if text.startswith(form[-size:]):
                    return name + text[size:]
        return part


def _marker(name: str) -> str:
    return f"‹value of {name}›"


def _forms(value: str) -> Iterator[str]:
    """How a value may be written; lines of a long one may surface by themselves."""
    yield value
    yield " ".join(value.split())
    yield repr(value)[1:-1]
    yield json.dumps(value)[1:-1]
    yield quote(value, safe="")
    yield quote_plus(value)
    yield base64.b64encode(value.encode(errors="replace")).decode().rstrip("=")
    if "\n" in value:
        yield from (line.strip() for line in value.splitlines() if len(line.strip()) >= 2 * SHORTEST)
