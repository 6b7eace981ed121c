from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from benchmarks.authoring.canonical import canonical, logical_lines
from benchmarks.authoring.code_cost import (
    count_code,
    count_source,
    counted_workloads,
    tinted_files,
    vocabulary_of,
)
from benchmarks.authoring.roles import Vocabulary, roles_of
from benchmarks.authoring.sides import every_side
from benchmarks.errors import UsageError

TOOLKIT = Vocabulary("toolkit", "toolkit_impl", frozenset({"output", "set_retry"}))
SIDES = every_side()
FILES = [(side, workload) for side in SIDES for workload in counted_workloads(SIDES)]

# Counted by hand, line by line: the tint of the line, then its tokens by tint.
SMALL = '''"""A docstring counts for nothing."""
from toolkit import flow, step  # sdk: 6 sdk
from shared.steps.add import add_one  # plain: 8 plain
from shared.contract import Size  # harness: 6 harness


@step  # sdk: 2 sdk
def add(n: int) -> int:  # wrapping: 10 wrapping
    """Nor does this."""
    return add_one(n)  # wrapping: 5 wrapping


@flow(name="sum")  # sdk: 7 sdk
def pipeline(n: int) -> int:  # plain: 10 plain
    first = add(n=n).output  # plain: 8 plain, 2 sdk
    return add(n=first).output  # plain: 7 plain, 2 sdk


def build(size: Size) -> object:  # harness: 10 harness
    return pipeline  # harness: 2 harness
'''

LARGE = """from toolkit import Input, Table, every, flow, step  # sdk: 12 sdk


@step(memory="1Gi")  # sdk: 7 sdk
def read(table: Input[Table]) -> int:  # wrapping: 11 wrapping, 2 sdk
    import frames  # sdk: 2 sdk
    from shared.steps.count import count_rows  # plain: 8 plain

    return count_rows(frames.read(table.path))  # wrapping: 4 wrapping, 8 sdk


@step  # sdk: 2 sdk
def size(table: Input[Table]) -> int:  # wrapping: 11 wrapping, 2 sdk
    import frames  # sdk: 2 sdk
    from shared.steps.count import count_rows  # sdk: 8 sdk

    return count_rows(frames.read(table.path))  # wrapping: 4 wrapping, 8 sdk


@flow  # sdk: 2 sdk
def pipeline(table: Table) -> int:  # plain: 9 plain, 1 sdk
    with every(table) as one:  # plain: 7 plain, 1 sdk
        rows = read(table=one)  # plain: 8 plain
        rows.set_retry(3)  # sdk: 6 sdk
        if rows.output > 3:  # plain: 5 plain, 2 sdk
            size(table=one)  # plain: 6 plain
    return rows.output  # plain: 2 plain, 2 sdk
"""


def by_hand(source):
    lines, tokens = dict.fromkeys(TINTS, 0), dict.fromkeys(TINTS, 0)
    for line in source.splitlines():
        comment = line.partition("  # ")[2]
        if comment:
            tint, _, counts = comment.partition(": ")
            lines[tint] += 1
            for count in counts.split(", "):
                number, _, of = count.partition(" ")
                tokens[of] += int(number)
    return lines, tokens


TINTS = ("plain", "sdk", "wrapping", "harness")


@pytest.mark.parametrize("source", [SMALL, LARGE])
def test_lines_and_tokens_are_those_counted_by_hand(source):
    row = count_source("toolkit", "any", source, TOOLKIT, 10)
    assert (row.lines, row.tokens) == by_hand(source)


def test_names_and_marks_of_the_sdk_are_those_counted_by_hand():
    row = count_source("toolkit", "any", LARGE, TOOLKIT, 20)
    assert row.sdk_names == (".output", ".path", ".set_retry", "Input", "Table", "every", "flow", "step")
    assert (row.decorators, row.annotations, row.imports_inside) == (3, 6, 4)
    assert (row.repeated_lines, row.nesting) == (3, 3)
    assert (row.orchestrator_lines, row.share) == (12, 12 / 20)


def test_a_step_whose_parameter_is_named_like_another_step_is_still_a_step():
    source = "from toolkit import step\n\n@step\ndef train(): pass\n\n@step\ndef split(train): return train\n"
    assert roles_of(ast.parse(source), TOOLKIT).pipelines == frozenset()


def test_functions_decorated_by_a_thing_of_the_sdk_are_its_own_too():
    source = (
        "import toolkit\nfrom shared.steps.advance import advance_value\nplace = toolkit.Place()\n"
        "@place.step\nasync def add(n: int) -> int:\n    return advance_value(n)\n"
        "@place.step\nasync def twice(n: int) -> int:\n    return await add(await add(n))\n"
    )
    row = count_source("side", "toy", source, TOOLKIT, 1)
    assert row.lines == {"plain": 3, "sdk": 4, "wrapping": 2, "harness": 0}
    assert row.sdk_names == ("place.step", "toolkit.Place")
    assert (row.decorators, row.annotations) == (2, 4)


def test_a_step_only_counts_as_wrapping_where_it_calls_shared_logic():
    source = "from toolkit import step\n\n@step\ndef nothing():\n    pass\n"
    row = count_source("toolkit", "any", source, TOOLKIT, 1)
    assert row.lines == {"plain": 0, "sdk": 4, "wrapping": 0, "harness": 0}


def test_an_fstring_is_one_token_on_every_python():
    assert [token.text for token in canonical("x = f'{a + b} and {c!r:>{d}}'").tokens][2:] == [
        "f'{a + b} and {c!r:>{d}}'"
    ]


def miscounted(change):
    """The implementations whose counts are others after ``change(text)``."""
    found = []
    for side, workload in FILES:
        text = (side.folder / f"{workload}.py").read_text()
        vocabulary, changed = vocabulary_of(side), change(text)
        before, after = (count_source(side.name, workload, one, vocabulary, 1) for one in (text, changed))
        found += [f"{side.name}/{workload}"] if after != before else []
    return found


def reformatted(text):
    settings = ["--config", "format.quote-style='single'", "--line-length", "48"]
    command = [sys.executable, "-m", "ruff", "format", "--isolated", *settings, "-"]
    formatted = subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout
    assert formatted != text
    return formatted


def test_every_logical_line_of_every_implementation_is_counted_once():
    assert FILES
    missed = []
    for side, workload in FILES:
        text = (side.folder / f"{workload}.py").read_text()
        row = count_source(side.name, workload, text, vocabulary_of(side), 1)
        counted = (sum(row.lines.values()), sum(row.tokens.values()))
        whole = (logical_lines(canonical(text).tree), len(canonical(text).tokens))
        missed += [(side.name, workload, counted, whole)] if counted != whole else []
    assert not missed


def test_reformatting_an_implementation_changes_no_count():
    assert not miscounted(reformatted)


def test_renaming_the_variables_of_an_implementation_changes_no_count():
    assert not miscounted(lambda text: ast.unparse(with_variables_renamed(ast.parse(text))))


def with_variables_renamed(tree):
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        names = [node for node in ast.walk(function) if isinstance(node, ast.Name)]
        own = {node.id for node in names if isinstance(node.ctx, ast.Store)}
        for node in names:
            if node.id in own and not node.id.endswith("_renamed"):
                node.id += "_renamed"
    return tree


def test_both_sides_are_weighed_against_the_same_shared_logic():
    rows = {row.side: row.shared_lines for row in count_code(SIDES, "training")}
    assert len(set(rows.values())) == 1
    assert min(rows.values()) > 20


def test_the_tinted_file_shows_every_token_that_was_counted():
    shown = {file.side: file for file in tinted_files(SIDES, "training")}
    for row in count_code(SIDES, "training"):
        tints = [tint for _, tint in shown[row.side].tinted.tokens]
        assert {tint: tints.count(tint) for tint in TINTS} == row.tokens


@pytest.mark.parametrize("side", SIDES, ids=lambda side: side.name)
def test_a_workload_that_does_not_exist_is_refused_with_those_that_do(side):
    with pytest.raises(UsageError, match=r"no workload 'nope' on every side; there are .*training"):
        count_code((side,), "nope")


def test_the_named_attributes_are_those_that_the_sdks_have():
    from flytekit.core.promise import Promise, VoidPromise
    from kfp.dsl import PipelineTask

    named = {side.name: vocabulary_of(side).handle_attributes for side in SIDES}
    every = {name for name in dir(PipelineTask) if name.startswith(("set_", "add_")) or name == "after"}
    assert every | {"output", "outputs", "ignore_upstream_failure"} == named["kfp"]
    assert all(hasattr(Promise, name) or hasattr(VoidPromise, name) for name in named["flyte"])


def test_the_kept_pieces_put_together_are_the_text_that_was_counted_each_in_its_tint():
    row = count_source("toolkit", "small", SMALL, TOOLKIT, 10)
    assert "".join(text for _, text in row.runs) == canonical(SMALL).text
    assert ("sdk", "@step") in row.runs
    assert ("harness", "def build(size: Size) -> object:") in row.runs
    assert not any(tint != "plain" and "\n" in text for tint, text in row.runs)
