from __future__ import annotations

import pytest
from typer.testing import CliRunner

from benchmarks.authoring.sides import every_side, find_sides
from benchmarks.commands.authoring import app
from benchmarks.errors import UsageError

pytestmark = pytest.mark.slow


def run(*arguments):
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_one_mistake_shows_its_source_its_stages_and_the_whole_message():
    shown = run("mistakes", "--case", "missing_parameter_annotation")
    assert "def double(n) -> int:  # the mistake" in shown
    assert "import   stopped it" in shown
    assert "Missing type annotation for argument: n" in shown
    assert "Please add a type annotation" in shown


def test_one_capability_shows_its_evidence():
    shown = run("capabilities", "--case", "default_inputs")
    assert shown.count("shown by: returned 6") == len(find_sides())


def test_one_change_shows_its_diff():
    shown = run("changes", "--case", "retries")
    assert "+@task(retries=3)" in shown
    assert "set_retry(3)" in shown


def test_code_shows_the_tinted_source_that_it_counted():
    shown = run("code", "--workload", "chain")
    assert "sdk      @task" in shown
    assert "harness  if __name__ == '__main__':" in shown


def test_an_unknown_case_names_those_there_are():
    with pytest.raises(UsageError, match="there are cache, condition"):
        run("changes", "--case", "nope")


def test_a_side_that_takes_part_on_request_is_shown_when_it_is_named():
    usual, named = {side.name for side in find_sides()}, {side.name for side in every_side()}
    shown = run("code", "--workload", "chain", "--engine", ",".join(sorted(named)))
    assert all(name in shown for name in named)
    assert usual <= named


def test_a_side_without_specimens_is_refused_with_those_that_have_them():
    with pytest.raises(UsageError, match="--engine plain: no specimens; there are those of"):
        run("code", "--engine", "plain")
