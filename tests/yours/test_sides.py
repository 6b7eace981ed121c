"""Pipelines and inputs come from options, a JSON file or a yours.toml, and mistakes in them are one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.errors import UsageError
from benchmarks.yours.match_inputs import inputs_of, misfit, unused
from benchmarks.yours.sides import PipelineSide, from_config, from_target, read_inputs
from shared.contract import Port

pytestmark = pytest.mark.slow

COUNT, LABEL = Port("count", "int"), Port("label", "str", required=False, default="'x'")


def test_a_target_is_a_file_and_a_name(tmp_path: Path) -> None:
    (tmp_path / "flow.py").touch()
    assert from_target("alpha", f"{tmp_path}/flow.py:run").name == "run"
    assert from_target("alpha", f"{tmp_path}/flow.py").name == ""


def test_a_target_without_its_file_is_refused() -> None:
    with pytest.raises(UsageError, match=r"--alpha nowhere\.py:run: there is no file"):
        from_target("alpha", "nowhere.py:run")


def test_a_config_names_files_from_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "flow.py").touch()
    (tmp_path / "yours.toml").write_text(
        'ignore = ["t"]\n[alpha]\npipeline = "flow.py:run"\ninputs = {n = 2}\n[inputs]\nn = 1\n'
    )
    told = from_config(tmp_path / "yours.toml", ["alpha", "beta"])
    assert told.sides == (PipelineSide("alpha", tmp_path / "flow.py", "run", {"n": 2}),)
    assert (told.inputs, told.ignored) == ({"n": 1}, ("t",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[gamma]\n", "'gamma' is no engine here; there are alpha"),
        ("[alpha]\n", r"\[alpha\] needs a line pipeline"),
        ('[alpha]\npipeline = "none.py"\n', "there is no file"),
        ("inputs = 3\n", r"\[inputs\] must be a table"),
        ("ignore = 3\n", "ignore must be a list"),
        ("= 3\n", "yours.toml: "),
    ],
)
def test_a_wrong_config_is_told_in_one_line(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "yours.toml").write_text(text)
    with pytest.raises(UsageError, match=said):
        from_config(tmp_path / "yours.toml", ["alpha"])


def test_typed_inputs_win_over_the_file_and_text_needs_no_quotes(tmp_path: Path) -> None:
    (tmp_path / "inputs.json").write_text('{"n": 1, "m": [1, 2]}')
    read = read_inputs(tmp_path / "inputs.json", ["n=2", "label=some text"])
    assert read == {"n": 2, "m": [1, 2], "label": "some text"}


@pytest.mark.parametrize(("content", "typed"), [("[1]", []), ("{", []), ("{}", ["n"])])
def test_inputs_that_are_no_inputs_are_refused(content: str, typed: list[str], tmp_path: Path) -> None:
    (tmp_path / "inputs.json").write_text(content)
    with pytest.raises(UsageError):
        read_inputs(tmp_path / "inputs.json", typed)


def test_a_side_gets_what_it_takes_of_the_common_inputs_and_all_of_its_own() -> None:
    side = PipelineSide("alpha", Path("f.py"), "", {"extra": 3})
    assert inputs_of(side, {"count": 1, "other": 2}, [COUNT]) == {"count": 1, "extra": 3}


def test_a_missing_input_is_told_with_its_type_and_how_to_give_it() -> None:
    assert misfit({}, [COUNT, LABEL]) == "input count (int) has no default: give --input count=VALUE"
    assert misfit({"count": 1}, [COUNT, LABEL]) == ""


def test_an_unknown_input_is_told_with_the_known_ones() -> None:
    assert misfit({"county": 1}, [COUNT, LABEL]) == "input county does not fit: it takes count, label"


def test_an_input_that_no_side_takes_is_found() -> None:
    assert unused({"count": 1, "county": 2}, [[COUNT], [LABEL]]) == ["county"]
