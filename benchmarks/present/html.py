"""The report: one HTML file that needs nothing beside itself, rebuilt byte for byte from the raw file."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from benchmarks.analyse.results import Answer
from benchmarks.present import filters
from benchmarks.present.charts import marks
from benchmarks.present.first_table import first_table
from benchmarks.present.headlines import headlines
from benchmarks.present.overview import overview
from benchmarks.present.page_header import front
from benchmarks.present.process_time import process_time
from benchmarks.present.raw_data import embed
from benchmarks.present.sections import (
    authoring,
    caching,
    capabilities,
    cluster,
    containers,
    limits,
    loop,
    mistakes,
    overhead,
    short_steps,
    validity,
    yours,
)
from benchmarks.present.sections.section import Section
from benchmarks.present.sentences import Cited
from benchmarks.present.trust import checks, warnings
from benchmarks.present.view import View
from benchmarks.record.progress import Progress
from benchmarks.safe_text import printable

FOLDER = Path(__file__).parent / "templates"
LARGEST_PAGE_BYTES = 1_000_000
LARGEST_TEXT_BYTES = 700_000
"""Of the page without its raw data; tables are shortened until it fits."""
TABLE_ROWS = (300, 100, 30, 10)
"""Rows that a table may have, tried in this order."""
MANY_ANSWERS = 1500
"""With more of them the longest tables never fit, and need not be tried."""
_RAW_PLACE = "<!--raw data-->"
"""Escaping keeps any text of a raw file from looking like this."""

SECTIONS: tuple[Callable[[View], Section], ...] = (
    overhead.section,
    short_steps.section,
    loop.section,
    mistakes.section,
    limits.section,
    authoring.section,
    caching.section,
    capabilities.section,
    yours.section,
    validity.section,
)
"""The readers' ten questions, in their order."""


def sections_of(view: View) -> tuple[Section, ...]:
    """The ten, and one on containers and one on the reader's cluster where the campaign ran there."""
    targets = {cell.target for cell in view.header.cells}
    further = (("container", containers.section), ("cluster", cluster.section))
    return tuple(one(view) for one in (*SECTIONS, *(made for target, made in further if target in targets)))


def build(progress: Progress, answers: Sequence[Answer]) -> str:
    """The whole page. The same raw file gives the same bytes on any machine."""
    view = View.of(progress, answers)
    environment = _environment(view)
    page = ""
    for most_rows in TABLE_ROWS if len(answers) <= MANY_ANSWERS else TABLE_ROWS[2:]:
        page = _render(environment, view.shorter(most_rows))
        if len(page.encode("utf-8")) <= LARGEST_TEXT_BYTES:
            break
    room = LARGEST_PAGE_BYTES - len(page.encode("utf-8")) - 2000
    raw = environment.get_template("raw_data.html.jinja").render(raw=embed(progress, room))
    return page.replace(_RAW_PLACE, raw)


def _render(environment: Environment, view: View) -> str:
    """The page but for its raw data."""
    chosen = filters.of(view)
    style, script = _file("style.css") + filters.rules(chosen), _file("page.js")
    calculator = yours.calculator(view)
    return environment.get_template("page.html.jinja").render(
        front=front(view),
        first=first_table(view.progress, view.answers),
        spent=process_time(view.progress),
        headlines=headlines(view.roles, view.answers),
        checks=checks(view.progress, view.answers),
        warnings=warnings(view.progress, view.roles, view.answers),
        overview=overview(view),
        sections=sections_of(view),
        filters=chosen,
        calculator=calculator,
        model=_json(calculator.payload) if calculator else None,
        definitions=marks.definitions(),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        policy=_policy(style, script),
        raw_place=Markup(_RAW_PLACE),  # noqa: S704 - our own marker
    )


def _environment(view: View) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters["source"] = "\n".join
    environment.tests["cited"] = lambda part: isinstance(part, Cited)
    environment.globals["key"] = lambda name: marks.key(view.place(name))
    environment.globals["place_key"] = marks.key
    environment.globals["known"] = view.roles.shown
    return environment


def _shown(value: Any) -> Any:
    """What a template prints: characters that act are replaced; markup of our own is left alone."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _policy(style: str, script: str) -> str:
    """Nothing may be fetched, and nothing runs or styles but our own two texts."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _json(value: object) -> Markup:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704


@cache
def _file(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
