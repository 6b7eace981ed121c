"""The unmodified clients of Flyte, Flyte 2 and KFP on servers that execute what they are sent."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.targets.cluster_session import RUN, serving

SIDES = ("flyte", "flyte2", "kfp")
DELAYS = {"queue_s": 0.4, "schedule_s": 1.0, "start_s": 2.0, "teardown_s": 0.3, "setup_s": 0.2}
pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.timeout(120)]


@pytest.mark.parametrize("side", SIDES)
def test_injected_delays_come_back(side: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(side, tmp_path, monkeypatch, **DELAYS) as server:
        told = server.ask()
    assert told.refused == ""
    assert told.mismatch is None
    if side == "kfp":  # whole seconds, by Kubernetes: its own API does not tell these apart
        assert told.seconds("pod.schedule")[0] == pytest.approx(1.0, abs=1.0)
        assert told.seconds("pod.start")[0] == pytest.approx(2.0, abs=1.0)
        assert {one.resolution_ns for one in told.spans} == {10**9}
        return
    for name in ("queue", "schedule", "start", "teardown"):
        # A loaded machine sleeps longer, never shorter.
        assert DELAYS[f"{name}_s"] * 0.95 <= told.seconds(name)[0] <= DELAYS[f"{name}_s"] + 0.5, name


@pytest.mark.parametrize(
    ("side", "orders", "words"),
    [
        ("kfp", {"denied": "yes"}, "no permission in this project or namespace"),
        ("kfp", {"quota": "yes"}, "a quota is used up"),
        ("kfp", {"expires_after": 4}, "the login has expired"),
        ("kfp", {"pull": "yes"}, "the image cannot be pulled: ImagePullBackOff"),
        ("kfp", {"evict": "yes"}, "evicted"),
        ("kfp", {"never": "yes"}, "did not end within 2 s and was cancelled"),
        ("kfp", {"taken": "yes"}, "this version exists with other content"),
        ("flyte", {"denied": "yes"}, "no permission in this project or namespace"),
        ("flyte", {"token": "secret"}, "not logged in"),
        ("flyte", {"pull": "yes"}, "the image cannot be pulled"),
        ("flyte", {"evict": "yes"}, "evicted"),
        ("flyte", {"never": "yes"}, "did not end within 2 s and was cancelled"),
        ("flyte", {"taken": "yes"}, "this version exists with other content"),
        ("flyte2", {"token": "secret"}, "not logged in"),
        ("flyte2", {"denied": "yes"}, "no permission in this project or namespace"),
        ("flyte2", {"pull": "yes"}, "the image cannot be pulled"),
        ("flyte2", {"evict": "yes"}, "evicted"),
    ],
    ids=str,
)
def test_bad_luck_is_one_clear_line(
    side: str, orders: dict[str, Any], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(side, tmp_path, monkeypatch, **orders) as server:
        told = server.ask(timeout_s=2 if "never" in orders else 60)
        runs = list(server.server.runs.values())
    assert told.status == 3
    assert words in told.refused
    assert "\n" not in told.refused
    assert "secret" not in told.refused
    # Nothing is left running.
    assert all(
        getattr(run, "stopped", getattr(run, "aborted", None)).is_set() for run in runs if "never" in orders
    )


@pytest.mark.parametrize(
    "orders",
    [
        {"errors": 3},
        {"resets": 2},
        {"restart_after": 6, "restart_s": 1.5},
        {"page": 1},
        {"slow_s": 0.1},
        {"repeat_phases": "yes"},
        {"retries": 1},
    ],
    ids=str,
)
def test_a_server_that_stumbles_costs_nothing(
    orders: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving("kfp", tmp_path, monkeypatch, **orders) as server:
        told = server.ask()
        assert len(server.server.runs) == 1
    assert (told.refused, told.mismatch) == ("", None)
    assert told.response["metrics"]["cluster.pods.count"] == (3 if "retries" in orders else 2)


@pytest.mark.parametrize(("side", "field"), [("flyte", "started_at"), ("kfp", "finished_at")])
def test_a_field_that_is_missing_is_not_told_and_not_zero(
    side: str, field: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(side, tmp_path, monkeypatch, missing=field) as server:
        told = server.ask()
    assert told.refused == ""
    assert told.seconds("code" if side == "flyte" else "run") == []


def test_clocks_that_disagree_are_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving("kfp", tmp_path, monkeypatch, skew_s=-60) as server:
        told = server.ask()
    assert told.seconds("setup")[0] < 0
    assert told.response["metrics"]["cluster.skewed.count"] > 0


@pytest.mark.parametrize("side", ["kfp", "flyte"])
def test_other_outputs_are_seen(side: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(side, tmp_path, monkeypatch, wrong="yes") as server:
        told = server.ask()
    assert "expected" in str(told.mismatch)


def test_kfp_without_a_kubeconfig_has_outputs_that_are_not_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving("kfp", tmp_path, monkeypatch) as server:
        told = server.ask(kubeconfig=False)
    assert told.refused == ""
    assert told.response["outputs"] is None
    assert "KFP's API returns no outputs" in told.response["unsupported"]["outputs"]


def test_a_run_is_found_again_and_not_run_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving("kfp", tmp_path, monkeypatch) as server:
        server.ask()
        again = server.ask(find=True)
        assert len(server.server.runs) == 1
    assert again.mismatch is None
    assert "found again" in again.response["notes"]


def test_a_run_that_is_cancelled_by_name_is_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving("flyte", tmp_path, monkeypatch, never="yes") as server:
        server.ask(timeout_s=0.5)
        run = server.server.runs[RUN]
        told = server.ask("cancel")
        assert run.aborted.is_set()
    assert told.status == 0


def test_cleaning_removes_what_this_campaign_made_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving("kfp", tmp_path, monkeypatch) as server:
        server.ask()
        server.ask(runs=["fvkother"], size={"n": 2})
        versions = len(server.server.versions)
        told = server.ask("clean")
        assert [run.name for run in server.server.runs.values()] == ["fvkother"]
        assert len(server.server.versions) == versions - 1
        assert server.server.pipelines
        server.ask("clean", runs=["fvkother"])
        assert (server.server.runs, server.server.pipelines, server.server.versions) == ({}, {}, {})
    assert f"deleted run {RUN}" in told.response["said"]


def test_several_runs_at_once_have_a_throughput(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving("kfp", tmp_path, monkeypatch, code_s=1.0) as server:
        told = server.ask(runs=["fvka", "fvkb", "fvkc"])
        assert len(server.server.runs) == 3
    assert told.response["metrics"]["cluster.failed.count"] == 0
    assert told.response["metrics"]["cluster.throughput_per_h"] > 0


@pytest.mark.parametrize("side", SIDES)
def test_a_check_names_the_server_and_that_it_is_a_test_server(
    side: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(side, tmp_path, monkeypatch) as server:
        told = server.ask("check")
    tells = told.response["checks"][0]["tells"]
    assert tells["test server"] == "yes"
    assert tells["endpoint"]


def test_no_password_of_an_endpoint_is_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving("kfp", tmp_path, monkeypatch) as server:
        endpoint = os.environ["KF_PIPELINES_ENDPOINT"].replace("http://", "http://me:hunter2@")
        monkeypatch.setenv("KF_PIPELINES_ENDPOINT", endpoint)
        told = [server.ask("check").response, server.ask().response]
    assert told[1]["metrics"]["cluster.pods.count"] == 2
    assert "hunter2" not in str(told)


def test_caches_are_off_in_every_dag_and_requests_are_equal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kfp_impl.remote import prepared
    from shared.contract import Cluster

    inner = {"dag": {"tasks": {"b": {"cachingOptions": {"enableCache": True}}}}}
    executor = {"container": {"image": "x", "command": ["true"]}}
    spec = {
        "root": {"dag": {"tasks": {"a": {"cachingOptions": {"enableCache": True}}}}},
        "components": {"comp-inner": inner},
        "deploymentSpec": {"executors": {"exec": executor}},
    }
    changed = prepared(spec, Cluster(cpu="250m", memory="1Gi"))
    tasks = [changed["root"]["dag"]["tasks"]["a"], changed["components"]["comp-inner"]["dag"]["tasks"]["b"]]
    assert [task["cachingOptions"] for task in tasks] == [{}, {}]
    assert changed["deploymentSpec"]["executors"]["exec"]["container"]["resources"] == {
        "resourceCpuRequest": "250m",
        "resourceCpuLimit": "250m",
        "resourceMemoryRequest": "1Gi",
        "resourceMemoryLimit": "1Gi",
    }
