"""The steps that move, make and check data are plain functions, and need no SDK."""

import numpy as np
import pandas as pd
import pytest

from shared.steps.flaky import Success, TransientError, succeed_at_last
from shared.steps.orders import (
    InvalidOrdersError,
    aggregate_orders,
    join_orders,
    read_customers,
    read_orders,
    validate_orders,
    write_customers,
    write_orders,
)
from shared.steps.payload_files import make_directory, make_file, report_directory, report_file
from shared.steps.payload_frame import make_frame, report_frame
from shared.steps.payload_model import make_model, report_model
from shared.steps.payload_numbers import make_numbers, make_wide_numbers, report_numbers, report_wide_numbers
from shared.steps.payload_text import make_text, report_text
from shared.steps.score import summarise_predictions
from shared.steps.search import Trial, choose_best
from shared.workloads import find

KIBIBYTE = 1024


@pytest.mark.parametrize("size_bytes", [KIBIBYTE, 5 * KIBIBYTE + 8])
def test_a_payload_has_the_size_that_was_asked_for(size_bytes, tmp_path):
    make_file(size_bytes, tmp_path / "file")
    make_directory(size_bytes, tmp_path / "directory")
    files = (tmp_path / "directory").rglob("*.bin")
    assert len(make_numbers(size_bytes)) == len(make_wide_numbers(size_bytes)) == size_bytes // 8
    assert len(make_text(size_bytes).encode()) == size_bytes
    assert (tmp_path / "file").stat().st_size == size_bytes
    assert sum(file.stat().st_size for file in files) == size_bytes


def test_a_report_tells_numbers_of_another_value_but_not_of_another_type():
    values = make_numbers(KIBIBYTE)
    assert report_numbers([float(value) for value in values]).digest == report_numbers(values).digest
    assert report_numbers([*values[:-1], values[-1] + 1]).digest != report_numbers(values).digest


def test_wide_numbers_are_those_that_a_float_loses():
    values = make_wide_numbers(KIBIBYTE)
    assert report_wide_numbers(values).fidelity == {"types": "128 int", "changed": "0 of 128"}
    assert report_wide_numbers([float(value) for value in values]).fidelity["changed"] == "128 of 128"


@pytest.mark.parametrize("column", list(make_frame(64)))
def test_a_report_tells_a_frame_of_another_value_in_any_column(column):
    frame = make_frame(100 * 64)
    changed = frame.copy()
    changed[column] = np.roll(changed[column].to_numpy(), 1)
    assert report_frame(changed).digest != report_frame(frame).digest


def test_a_report_tells_a_frame_of_another_type_apart_from_its_values():
    frame = make_frame(100 * 64)
    plainer = frame.assign(
        count=frame["count"].astype(float),
        optional=frame["optional"].astype("float64"),
        grade=frame["grade"].astype(object),
        moment=frame["moment"].astype("datetime64[us]"),
    ).reset_index(drop=True)
    before, after = report_frame(frame), report_frame(plainer)
    assert after.digest == before.digest
    changed = {name for name in before.fidelity if before.fidelity[name] != after.fidelity[name]}
    assert changed == {"index", *(f"type of {name}" for name in ("count", "optional", "grade", "moment"))}


def test_a_frame_has_missing_values_of_three_kinds():
    missing = report_frame(make_frame(100 * 64)).fidelity
    assert [missing[f"missing in {name}"] for name in ("amount", "optional", "name")] == ["10"] * 3


def test_a_report_tells_a_text_a_file_and_a_directory_of_another_content(tmp_path):
    text = make_text(KIBIBYTE)
    assert report_text(text.replace("é", "e")).digest != report_text(text).digest
    make_file(KIBIBYTE, tmp_path / "file.bin")
    before = report_file(tmp_path / "file.bin")
    (tmp_path / "file.bin").write_bytes(b"\0" * KIBIBYTE)
    assert report_file(tmp_path / "file.bin").digest != before.digest
    make_directory(KIBIBYTE, tmp_path / "folder")
    before = report_directory(tmp_path / "folder")
    assert before.fidelity == {"empty folders": "1", "programs": "1"}
    (tmp_path / "folder" / "empty").rename(tmp_path / "folder" / "another")
    assert report_directory(tmp_path / "folder").digest != before.digest


def test_a_report_tells_a_model_that_learned_something_else():
    assert report_model(make_model(KIBIBYTE)).digest != report_model(make_model(2 * KIBIBYTE)).digest


def test_a_difference_in_fidelity_is_no_mismatch_and_one_in_content_is():
    workload = find("payload")
    expected = {"digest": "a", "length": 1, "fidelity": {"types": "1 int"}}
    assert workload.mismatch(expected, {**expected, "fidelity": {"types": "1 float"}}) is None
    assert workload.mismatch(expected, {**expected, "digest": "b"}) == "digest: expected 'a', got 'b'"
    without = {name: expected[name] for name in ("digest", "length")}
    assert workload.mismatch(expected, without) == "fidelity: expected a report, got none"


def orders(directory, rows=1000):
    write_orders(rows, directory / "orders.csv")
    write_customers(rows, directory / "customers.csv")
    return join_orders(read_orders(directory / "orders.csv"), read_customers(directory / "customers.csv"))


def test_every_order_is_read_kept_or_left_out_for_one_reason(tmp_path):
    joined = orders(tmp_path)
    report = validate_orders(joined, aggregate_orders(joined))
    assert report.kept + report.repeated + report.unpriced + report.orphaned == report.read == len(joined)
    assert min(report.kept, report.repeated, report.unpriced, report.orphaned) > 0
    sound = joined.drop_duplicates("order").dropna()
    assert sum(report.cents_by_region.values()) == int(sound["cents"].sum())


def test_totals_that_do_not_add_up_are_refused(tmp_path):
    joined = orders(tmp_path)
    totals = aggregate_orders(joined)
    with pytest.raises(InvalidOrdersError, match=r"orders: \d+ accounted for, \d+ read"):
        validate_orders(joined.iloc[1:], totals)
    with pytest.raises(InvalidOrdersError, match="regions: 'nowhere' is unknown"):
        validate_orders(joined, totals.replace("north", "nowhere"))


def test_the_best_trial_has_the_least_loss_and_is_the_first_of_equals():
    assert choose_best([Trial(1.0, 0.5), Trial(2.0, 0.25), Trial(3.0, 0.25)]).C == 2.0


def test_predictions_are_counted_in_the_order_of_their_partitions():
    frames = [pd.DataFrame({"prediction": np.array(values)}) for values in ([1, 1, 0], [0, 1])]
    report = summarise_predictions(frames)
    assert (report.rows, report.positives, report.positives_by_partition) == (5, 3, [2, 1])


def test_a_step_succeeds_at_the_attempt_that_was_asked_for_and_leaves_nothing(tmp_path):
    counter = tmp_path / "attempts"
    for made in (1, 2):
        with pytest.raises(TransientError, match=f"attempt {made} of 3 failed"):
            succeed_at_last(counter, 3)
    assert succeed_at_last(counter, 3) == Success(3)
    assert not counter.exists()
