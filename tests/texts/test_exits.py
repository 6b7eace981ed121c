"""Text of others acts nowhere, whichever way it leaves: terminal, error line, Markdown, code span."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table

from benchmarks.commands.console import SafeConsole
from benchmarks.gate import comparing
from benchmarks.safe_text import code_span, markdown_text, one_line, printable

HOSTILE = [
    "\x1b]0;pwn\x07",
    "\x1b[2J\x1b[31m",
    "\x9b31m",
    "\u202eexe.txt\u2066",
    "\u2028\u200f\ufeff",
    "<script>alert(1)</script>",
    "<!-- results:end -->",
    "[Approve](http://evil.example/)",
    "[a]: http://evil.example",
    "![x](http://evil.example/x.png)",
    "http://evil.example www.evil.example ftp://evil.example mailto:a@evil.example",
    "@admin please merge #1 GH-2 owner/repo#3",
    "a|b|c",
    "`code` ``more``",
    "**bold** __bold__ ~~no~~",
    "\n\n# heading\n\n- item\n",
    "# heading",
    "> quote",
    "1. item",
    "---",
    "===",
    "\\[x\\](http://evil.example)",
    "&lt;script&gt;",
    "[bold]rich[/bold] [link=http://evil.example]x[/link]",
    "half \udcff",
    "\r\nnew line",
    "\t",
]
ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_terminal_gets_nothing_that_acts(text: str) -> None:
    """Also where the caller forgot to escape: there it may look odd, and act it may not."""
    console = SafeConsole(file=io.StringIO(), width=200, color_system=None)
    table = Table("head")
    table.add_row(escape(text))
    for shown in (escape(text), table, Panel(escape(text))):
        console.print(shown)
    printed = console.file.getvalue()  # type: ignore[attr-defined]
    assert not ACTS.search(printed), ascii(printed)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_markdown_of_a_text_is_a_text(text: str) -> None:
    for place in (
        markdown_text(text),
        f"- {markdown_text(text)}",
        f"| a |\n|---|\n| {markdown_text(text)} |",
    ):
        rendered = MarkdownIt("commonmark").enable("table").render(place)
        assert set(re.findall(r"<(\w+)", rendered)) <= {
            "p",
            "ul",
            "li",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
        }
        assert rendered.count("<td>") <= 1
        assert not re.search(r"://|\bwww\.|(?<!\w)@\w|(?<!&)#\d", place), place
        assert not ACTS.search(place)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_code_span_ends_where_it_should_and_holds_no_marker(text: str) -> None:
    span = code_span(text)
    assert re.fullmatch(r"`[^`\n]*`", span)
    assert "<!--" not in span
    assert not ACTS.search(span)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_one_line_is_one(text: str) -> None:
    line = one_line(text, 100)
    assert len(line.splitlines()) <= 1
    assert not ACTS.search(line)


def test_harmless_text_stays_as_it_is() -> None:
    for text in ("Flyte took 1.2 s [1.1, 1.3]", "kfp@2.17.0", "−5 %", "µs × 3", "a_b-c.py:3"):
        assert printable(text) == text
        assert markdown_text(text) == text


def test_the_table_for_a_pull_request_goes_through_that_exit() -> None:
    """Every cell and remark; the conclusion is made of numbers alone."""
    source = Path(comparing.__file__).read_text(encoding="utf-8")
    assert 'replace("|"' not in source
    assert comparing._markdown([], ["[x](http://evil.example) @admin"], 0.05).count("://") == 0
