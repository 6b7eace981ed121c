"""Steps in real containers: they give plain Python's outputs, and nothing of them is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.record.journal import read
from benchmarks.record.progress import replay
from benchmarks.targets.container import run_container
from benchmarks.targets.daemon import Daemon
from benchmarks.targets.images import tag_of
from benchmarks.targets.sweep import LABEL, owner_of, sweep

FVK = Path(sys.executable).with_name("fvk")


def told(daemon: Daemon, **more: object) -> dict[str, object]:
    settings = daemon.settings()
    cgroup = {"version": settings["CgroupVersion"], "driver": settings["CgroupDriver"]}
    return {"labels": {"fvk": "step", LABEL: owner_of(os.getpid())}, "user": "", "cgroup": cgroup, **more}


def run_python(daemon: Daemon, code: str, **more: object) -> dict[str, object]:
    config = {"Image": tag_of("plain"), "Entrypoint": ["python3"], "Cmd": ["-c", code]}
    return run_container(daemon, config, told(daemon, **more), ())()


def ours(daemon: Daemon) -> list[str]:
    return [str(one["Id"]) for one in daemon.containers(LABEL) if owner_of(os.getpid()) in str(one["Labels"])]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_contender_computes_the_same_in_containers_as_plain_python(daemon, tmp_path):
    out = tmp_path / "campaign"
    asked = [
        "--engine",
        "plain,flyte,flyte2,kfp",
        "--question",
        "container-step,sdk-runner,edit-layer",
        "--no-twin",
    ]
    # A budget that is spent at once: a disturbed block counts as it is.
    once = ["--blocks", "1", "--most-blocks", "1", "--budget", "1", "--seed", "1", "--out", str(out)]
    done = subprocess.run(
        [str(FVK), "run", "--target", "container", *asked, *once], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]

    samples = [sample for by_name in replay(read(out)).samples.values() for sample in by_name.values()]
    lacking = {s.contender for s in samples if "sdk-runner" in s.cell and s.status == "unsupported"}
    assert lacking == {"plain", "flyte", "flyte2"}, "KFP alone has a local runner that starts containers"
    taken = [sample for sample in samples if sample.status != "unsupported"]
    assert [f"{s.cell} {s.contender}: {s.status} {s.reason}" for s in taken if s.status != "ok"] == []
    assert {sample.cell for sample in taken} == {
        "container:steps/chain/n=1/tuned",
        "container:steps/training/tuned",
        "container:sdk-runner/chain/n=1/tuned",
        "container:edit:layer/chain/n=1/tuned",
    }
    for sample in taken:
        if ":steps/" in sample.cell:
            assert sample.metrics["steps.wall_ns"] > sample.metrics["steps.inside_ns"] > 0
    assert ours(daemon) == []


def test_a_step_that_ends_with_a_status_is_a_failure_with_its_last_words(daemon):
    ended = run_python(daemon, "print('no wine'); raise SystemExit(3)")
    assert ended["problem"] == "exit status 3"
    assert "no wine" in str(ended["printed"])
    assert ours(daemon) == []


def test_a_container_that_outgrows_its_limit_is_out_of_memory(daemon):
    code = "x = bytearray(300 << 20); print(len(x))"
    ended = run_python(daemon, code, memory_bytes=64 << 20)
    assert "out of memory" in str(ended["problem"])


def test_a_container_uses_what_the_kernel_says_and_not_what_its_client_does(daemon):
    code = "import time\nend = time.process_time() + 0.5\nwhile time.process_time() < end: pass"
    figures = run_python(daemon, code)["figures"]
    if "cpu_ns" not in figures:
        pytest.skip("this daemon's cgroups cannot be read from here")
    assert figures["cpu_ns"] >= 500_000_000


def test_a_container_has_no_network_and_sees_no_variable_of_its_client(daemon, monkeypatch):
    monkeypatch.setenv("FVK_SECRET", "hunter2")
    names = "[sorted(os.environ), [name for _, name in socket.if_nameindex()]]"
    code = f"import os, socket, json; print(json.dumps({names})); raise SystemExit(1)"
    config = {
        "Image": tag_of("plain"),
        "Entrypoint": ["python3"],
        "Cmd": ["-c", code],
    }
    names, networks = json.loads(str(run_container(daemon, config, told(daemon), ())()["printed"]))
    assert "FVK_SECRET" not in names
    assert set(networks) <= {"lo", "tunl0", "sit0", "ip6tnl0"}


_HANG = """
import os, sys
from tests.targets.test_containers import run_python, told
from benchmarks.targets.daemon import Daemon
print("ready", flush=True)
run_python(Daemon(sys.argv[1]), "import time; time.sleep(600)")
"""


def test_what_a_killed_client_leaves_running_is_swept(daemon):
    client = subprocess.Popen(
        [sys.executable, "-c", _HANG, daemon.address], stdout=subprocess.PIPE, text=True
    )
    owner = owner_of(client.pid)

    def running() -> list[object]:
        return [one for one in daemon.containers(LABEL) if owner in str(one["Labels"])]

    try:
        until = time.monotonic() + 60
        while not any(one["State"] == "running" for one in running()):
            assert time.monotonic() < until
            time.sleep(0.05)
        client.send_signal(signal.SIGKILL)
        client.wait()
        assert len(running()) == 1, "a container goes on when its client is killed"
        assert sweep(daemon) >= 1
        assert running() == []
    finally:
        client.kill()
        client.wait()
