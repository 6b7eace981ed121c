"""The command line: every verb is a file, is imported when it is called, and shares its options."""

import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import pytest
from typer.testing import CliRunner

from benchmarks.cli import VERBS, app, load
from benchmarks.commands.options import CampaignOptions

ROOM = Path(__file__).parents[2] / "benchmarks" / "commands"
NO_VERBS = {"__init__", "console", "options", "particulars", "signature"}
HEAVY = ("scipy", "jinja2", "msgspec", "benchmarks.present", "benchmarks.analyse")


def test_every_verb_is_a_file_and_every_file_a_verb() -> None:
    assert {file.stem for file in ROOM.glob("*.py")} - NO_VERBS == set(VERBS)


def test_the_help_page_imports_no_verb_and_nothing_heavy() -> None:
    told = (
        "import sys, benchmarks.cli as c; c.app(['--help'], standalone_mode=False); "
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_help_page_names_every_verb() -> None:
    told = CliRunner().invoke(app, ["--help"]).output
    assert [verb for verb in VERBS if verb not in told] == []


@pytest.mark.parametrize("verb", ["run", "plan"])
def test_a_shared_option_is_in_each_verb_that_shares_it(verb: str) -> None:
    names = {parameter.name for parameter in load(verb).params}
    assert {one.name for one in fields(CampaignOptions)} <= names


def test_every_option_of_a_campaign_reaches_it_under_its_own_name() -> None:
    given = {"profile": "full", "seed": 7, "budget": 11.0, "timeout": 13.0, "blocks": 17, "most_blocks": 19}
    options = CampaignOptions(**given, tries=5, lane=["tuned"], size=["n=1"]).campaign()  # type: ignore[arg-type]
    assert (options.profile, options.seed, options.budget_s, options.timeout_s) == ("full", 7, 11.0, 13.0)
    assert (options.minimum_blocks, options.maximum_blocks, options.tries) == (17, 19, 5)
    assert (options.lanes, options.sizes) == (["tuned"], ["n=1"])


def test_every_shared_option_has_a_default_and_a_help_text() -> None:
    hints = get_type_hints(CampaignOptions, include_extras=True)
    assert [one.name for one in fields(CampaignOptions) if not hints[one.name].__metadata__[0].help] == []


def test_an_unknown_verb_is_refused_with_status_2() -> None:
    assert CliRunner().invoke(app, ["nonsense"]).exit_code == 2
