from __future__ import annotations

import pytest

from benchmarks.authoring.capabilities import VERDICTS
from benchmarks.authoring.sides import every_side, mirrored_names
from benchmarks.authoring.specimen import WORKAROUND, read_specimen
from tests.authoring.expectations import of_capability, recorded

# The first test that asks waits for every specimen to be tried.
pytestmark = pytest.mark.timeout(900)

EXPECTED = recorded("capabilities")
CELLS = [(case, side) for case, sides in EXPECTED.items() for side in sides]
SAME = ("KIND", "EXPECTED", "RUNS", "FAILS", "CACHING")


@pytest.fixture(scope="module")
def specimens(sides):
    return {
        (case, side.name): read_specimen(path)
        for side in sides
        for case, path in side.specimen_paths("capabilities").items()
    }


def test_every_feature_is_tried_on_every_side_and_expected():
    assert list(mirrored_names(every_side(), "capabilities")) == list(EXPECTED)
    assert len(EXPECTED) >= 30


@pytest.mark.parametrize("case", EXPECTED)
def test_both_sides_try_the_same_feature(case, sides, specimens):
    of_case = [specimens[case, side.name] for side in sides]
    told = [(one.title, {name: one.constants.get(name) for name in SAME}) for one in of_case]
    assert all(one == told[0] for one in told)


@pytest.mark.parametrize(("case", "side"), CELLS)
def test_each_verdict_is_the_one_last_reviewed(case, side, capability_rows):
    row = capability_rows[case, side]
    if row.verdict == "not tried":
        pytest.skip(row.evidence)
    assert of_capability(row) in EXPECTED[case][side]


@pytest.mark.parametrize(("case", "side"), CELLS)
def test_every_verdict_but_not_tried_has_its_evidence(case, side, capability_rows):
    row = capability_rows[case, side]
    assert row.verdict in VERDICTS
    assert row.evidence


@pytest.mark.parametrize(("case", "side"), CELLS)
def test_a_workaround_stands_beside_the_direct_way_that_fails(case, side, specimens, capability_rows):
    specimen, row = specimens[case, side], capability_rows[case, side]
    if specimen.marked_count(WORKAROUND) and row.verdict != "not tried":
        assert specimen.defines("attempt")
        assert row.verdict != "works locally"
        assert row.direct


@pytest.mark.parametrize(("case", "side"), CELLS)
def test_each_feature_is_proved_by_an_output_a_check_or_the_compiled_text(case, side, specimens):
    specimen = specimens[case, side]
    proofs = ("EXPECTED" in specimen.constants, specimen.defines("check"), "IN_SPEC" in specimen.constants)
    assert any(proofs) or not specimen.defines("pipeline")
