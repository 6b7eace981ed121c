"""A workload is found by the name of its file, and costs nothing until it is computed."""

import subprocess
import sys

import pytest

from shared.workloads import UnknownWorkloadError, find, names

HEAVY = ("numpy", "pandas", "sklearn", "pyarrow", "flytekit", "kfp", "benchmarks")


def test_a_workload_is_found_by_its_file_name():
    assert [find(name).name for name in names()] == list(names())


def test_an_unknown_workload_is_refused_with_the_names_that_exist():
    with pytest.raises(UnknownWorkloadError, match=r"^workload 'trainin' is unknown; try one of .*training"):
        find("trainin")


def test_finding_every_workload_imports_no_library_and_no_sdk():
    code = (
        "import sys; from shared.workloads import find, names; [find(name) for name in names()];"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_a_workload_says_its_sizes_for_every_profile_if_only_that_there_are_none():
    assert {name for name in names() if find(name).sizes.keys() != {"quick", "standard", "full"}} == set()


def test_a_prediction_that_differs_is_a_mismatch_though_coefficients_may_differ_a_little():
    workload = find("training")
    expected = workload.reference(workload.inputs({}), {})
    almost = {**expected, "coefficients": [value * (1 + 1e-9) for value in expected["coefficients"]]}
    assert workload.mismatch(expected, almost) is None
    wrong = {**expected, "predictions": [1 - expected["predictions"][0], *expected["predictions"][1:]]}
    assert workload.mismatch(expected, wrong).startswith("predictions[0]: expected ")
