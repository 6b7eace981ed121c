"""Verbs with random options and values; none of them gets as far as measuring."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.cli import load
from tests.fuzz.raw_files import SOURCE
from tests.fuzz.tally import Tally, tried_here

VALUES = st.one_of(
    st.sampled_from(
        ["", ",", ",,", "nan", "inf", "-inf", "-1", "0", "1e999", "9" * 400, "1.5", "abc", "\x1b[31m", "a\nb", "../..",
         "/proc/x", "/dev/full", "/dev/null", "/", ".", "n" * 300, "\udcff", "n=1", "n=abc", "n=-1", "n=1,n", "=", "n=",
         "kind=x", "[]", "{}", "null", "plain", "plain@", "@", "kfp@9", "flyte,kfp", "tuned", "quick", "all", "campaign",
         "no/such", "20ms", "999999999s", "0ms", "local", "cluster", "container", "--", "-"]
    ),
    st.text(st.characters(blacklist_characters="\0"), max_size=12),
)  # fmt: skip
VERBS = (
    "report",
    "compare",
    "resume",
    "plan",
    "env remove",
    "env show",
    "history",
    "authoring claims --check",
)
OPTIONS = st.lists(st.tuples(st.integers(0, 99), VALUES), max_size=3)
CHEAP = ("--help", "--no-such-option")


def run(folder: Path, until: float, tally: Tally) -> None:
    """Call and count until the time is over, in a folder of its own."""
    (folder / "campaign").mkdir()
    shutil.copy(SOURCE / "memory" / "raw.jsonl", folder / "campaign")
    before = Path.cwd()
    os.chdir(folder)
    options = {verb: _options(verb) for verb in VERBS}

    @settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(verb=st.sampled_from(VERBS), given_options=OPTIONS, others=st.lists(VALUES, max_size=2))
    def one(verb: str, given_options: list[tuple[int, str]], others: list[str]) -> None:
        if time.monotonic() > until:
            return
        words = verb.split()
        for which, value in given_options:
            option = [*options[verb], *CHEAP][which % (len(options[verb]) + len(CHEAP))]
            words += [option] if option in CHEAP else [option, value]
        words += others
        if verb in ("plan", "history"):  # a plan that can be drawn asks every engine, which takes its time
            words += ["--engine", "nosuch"]
        tally.count(ascii(words)[:600], *tried_here(words))

    try:
        while time.monotonic() < until:
            one()
    finally:
        os.chdir(before)


def _options(verb: str) -> list[str]:
    """The options of a verb that take a value."""
    name, *below = verb.split()
    command = load(name)
    for word in below[:1]:
        command = getattr(command, "commands", {}).get(word, command)
    return [
        one.opts[0]
        for one in command.params
        if one.opts[0].startswith("--") and not getattr(one, "is_flag", False)
    ]
