"""A reason is the whole message of what was raised, wherever it was told, and what to try runs as printed."""

from __future__ import annotations

import re
import shlex

import pytest

from benchmarks.yours.advice import with_advice
from benchmarks.yours.providers import provider_of
from shared.raised import one_line, printed_error, told_of

RUNNER = """
    Traceback (most recent call last):
      File "a.py", line 1, in <module>
        raise TableMissing(text)
    shop.TableMissing: not usable:
      - no column

      - 3 rows
    

15:57:33.005 - ERROR - Task 'bad' finished with status FAILURE
--------------------------------------------------------------
"""  # noqa: W293 - as KFP prints it


TRACEBACK = "Traceback (most recent call last):"
NESTED = """
        Traceback (most recent call last):
          File "inner.py", line 1, in bad
        ValueError: not usable:
          - 3 rows

15:57:33.005 - ERROR - Task 'bad' finished with status FAILURE
    Traceback (most recent call last):
      File "outer.py", line 1, in observe
    RuntimeError: Pipeline 'inner' finished with status FAILURE. Inner task failed: 'bad'.
"""
"""A runner inside a step, as KFP prints it."""


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        (RUNNER, "shop.TableMissing: not usable: - no column - 3 rows"),
        (
            TRACEBACK + "\n  x\nKeyError: 'a'\nsys:1: ResourceWarning: b\n",
            "KeyError: 'a'",
        ),
        (
            TRACEBACK + "\n  x\nKeyError: 'a'\n\nERROR: No such thing\n",
            "ERROR: No such thing",
        ),
        ("\x1b[91mValueError: red\x1b[0m\n", "ValueError: red"),
        (
            TRACEBACK + "\n  x\nA: 1\n" + TRACEBACK + "\n  y\nB: 2",
            "B: 2",
        ),
        (NESTED, "ValueError: not usable: - 3 rows"),
        (f"{TRACEBACK}\n  x\nA: 'a' finished with status B.\n", "A: 'a' finished with status B."),
        ("all went well\n", ""),
    ],
)
def test_what_was_printed_last_is_told_with_all_its_lines(printed: str, told: str) -> None:
    assert one_line(printed_error(printed)) == told


def test_an_exception_is_told_with_its_notes_and_what_it_was_raised_from() -> None:
    error = RuntimeError("no table")
    error.__cause__ = KeyError("price")
    error.add_note("in rows.csv")
    assert one_line(told_of(error)) == "RuntimeError: no table in rows.csv (from KeyError: 'price')"


def test_a_kind_that_an_sdk_keeps_in_its_code_is_told() -> None:
    error = RuntimeError("not usable")
    error.code = "TableMissing"  # type: ignore[attr-defined]
    assert told_of(error) == "TableMissing: not usable"


def test_a_line_that_is_too_long_keeps_both_its_ends() -> None:
    line = one_line("first " + "middle " * 200 + "last", 100)
    assert len(line) <= 100
    assert line.startswith("first")
    assert line.endswith("last")


@pytest.mark.parametrize(
    ("reason", "wanted"),
    [
        ("ERROR: No matching distribution found for tabulate==0.8.2)", "tabulate==0.8.2"),
        ("No matching distribution found for pandas>=2,<3", "pandas>=2,<3"),
        ("No matching distribution found for kfp[all]==2.0 (from versions: none)", "kfp[all]==2.0"),
        ("No module named 'flytekitplugins.duckdb'", "flytekitplugins-duckdb"),
        ("No module named 'flytekitplugins.great_expectations'", "flytekitplugins-great-expectations"),
        ("No module named 'google.cloud.storage'", "google-cloud-storage"),
        ("No module named 'yaml'", "pyyaml"),
        ("No module named 'PIL.Image'", "pillow"),
        ("No module named 'cv2'", "opencv-python-headless"),
        ("No module named 'xgboost.sklearn'", "xgboost"),
    ],
)
def test_a_command_that_is_advised_runs_as_it_is_printed(reason: str, wanted: str) -> None:
    found = re.search("`(.*?)`", with_advice(reason, "side", {}))
    assert found
    assert shlex.split(found[1]) == ["fvk", "env", "add", "side", "--with", wanted]


@pytest.mark.parametrize("module", ["nowhere_to_be_found", "utils", "flytekitplugins", "google.cloud"])
def test_a_module_is_not_taken_for_a_distribution_of_its_name(module: str) -> None:
    assert provider_of(module) == ""
    advice = with_advice(f"No module named '{module}'", "side", {})
    assert f"the package that provides {module}" in advice
    assert "`" not in advice


@pytest.mark.parametrize(
    ("reason", "advice"),
    [
        ("KeyError: 'TOKEN'", "let it through with --variable TOKEN"),
        ("KeyError: 'PRICE'", "If it is an environment variable"),
        ("DockerException: Error while fetching server API version", "Start a Docker daemon"),
        (
            "HTTPConnectionPool(host='here', port=5000): Connection refused",
            "at here:5000; start it",
        ),
        ("Error 111 connecting to localhost:6379. Connection refused.", "at localhost:6379; start it"),
        ('connection to server at "db", port 5432 failed: Connection refused', "at db:5432; start it"),
        ("gaierror: Temporary failure in name resolution", "needs a network"),
        ("FileNotFoundError: [Errno 2] No such file or directory: 'java'", "Install a Java runtime"),
    ],
)
def test_what_is_missing_is_told_by_its_name(reason: str, advice: str) -> None:
    assert advice in with_advice(reason, "side", {"TOKEN": "1"})


def test_a_reason_that_nothing_is_known_of_stays_as_it_is() -> None:
    assert with_advice("ValueError: no", "side", {}) == "ValueError: no"
