"""Run a step in a container of its own: made, started, waited for, looked into and removed by the probe.

The daemon starts the container, so that nothing of this process is inherited: what the step gets to see is
named here. Only the standard library is imported: this runs in the process that is measured.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.targets.cgroup_account import CgroupAccount
from benchmarks.targets.daemon import Daemon

if TYPE_CHECKING:
    from shared.contract import Step

LABEL = "fvk"
"""Every container that is made here has it, so that none is left behind."""
SEEN = (
    "DO_NOT_TRACK", "HOME", "LANG", "LC_ALL", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS", "PYTHONHASHSEED", "TMPDIR", "TZ",
)  # fmt: skip
"""What a container gets of the sample's environment: the same for every contender. HOME and TMPDIR are in the
sample's room, which all its containers see: Flyte 2 hands files on by their path, where the store is a
directory, and copies nothing."""


def runner(request: Mapping[str, Any]) -> Callable[[Step], Callable[[], dict[str, Any]]]:
    """What runs one step in a container, and answers with what tells its figures and removes it."""
    told = request["container"]
    daemon = Daemon(told["daemon"])
    room = str(Path(request["directory"]).parent)
    given = {name: os.environ[name] for name in SEEN if name in os.environ}
    around = {**given, **told["variables"]}

    def run(step: Step) -> Callable[[], dict[str, Any]]:
        config = {
            "Image": step.image or told["image"],
            "Entrypoint": list(step.argv[:1]),
            "Cmd": list(step.argv[1:]),
            "Env": [f"{name}={value}" for name, value in {**around, **step.environment}.items()],
        }
        finish = run_container(daemon, config, told, (f"{room}:{room}", *told.get("binds", ())))

        def tell() -> dict[str, Any]:
            ended = finish()
            return {**ended, "problem": ended["problem"] or step.failure()}

        return tell

    return run


def run_container(
    daemon: Daemon, config: Mapping[str, Any], told: Mapping[str, Any], binds: tuple[str, ...]
) -> Callable[[], dict[str, Any]]:
    """Make, start and wait for one container; what is returned tells what it cost and removes it.

    ``told`` has the ``labels``, the ``user`` (or nothing), how the daemon's ``cgroup`` is set up, and a
    limit of memory, if any.
    """
    name = f"fvk-{secrets.token_hex(6)}"
    account = CgroupAccount.of(told["cgroup"], name)
    whole = {
        **config,
        **({"User": told["user"]} if told.get("user") else {}),
        "Labels": dict(told["labels"]),
        "HostConfig": {
            "Binds": list(binds),
            "NetworkMode": "none",
            **({"CgroupParent": account.parent} if account.parent else {}),
            **(
                {"Memory": told["memory_bytes"], "MemorySwap": told["memory_bytes"]}
                if told.get("memory_bytes")
                else {}
            ),
        },
    }
    began, began_at = time.perf_counter_ns(), time.time_ns()
    container = daemon.create(name, whole)
    try:
        created_at = time.time_ns()
        daemon.start(container)
        status = daemon.wait(container)
        wall_ns, noticed_at = time.perf_counter_ns() - began, time.time_ns()
    except BaseException:
        daemon.remove(container)
        account.close()
        raise

    def finish() -> dict[str, Any]:
        try:
            state = daemon.inspect(container)["State"]
            problem = problem_of(status, state)
            printed = daemon.logs(container) if status else ""
            stdout = daemon.logs(container, last=1000, errors=False)
            cpu_ns, peak_bytes = account.read()
        finally:
            removing = time.perf_counter_ns()
            daemon.remove(container)
            removed_ns = time.perf_counter_ns() - removing
            account.close()
        started_at, finished_at = _stamp(state["StartedAt"]), _stamp(state["FinishedAt"])
        inside_ns = finished_at - started_at
        figures = {
            "wall_ns": wall_ns,
            "cpu_ns": cpu_ns,
            "peak_bytes": peak_bytes,
            "inside_ns": inside_ns,
            "engine_ns": wall_ns - inside_ns,
            "create_ns": created_at - began_at,
            "start_ns": started_at - created_at,
            "notice_ns": noticed_at - finished_at,
            "remove_ns": removed_ns,
        }
        return {
            "problem": problem,
            "printed": printed,
            "stdout": stdout,
            "figures": {key: value for key, value in figures.items() if value is not None},
            "started_at_ns": started_at,
            "finished_at_ns": finished_at,
        }

    return finish


def problem_of(status: int, state: Mapping[str, Any]) -> str | None:
    """Why a container failed, or ``None``."""
    if state.get("OOMKilled"):
        return "out of memory: the kernel killed it at its container's limit"
    if status:
        said = str(state.get("Error") or "").strip()
        return f"exit status {status}" + (f" ({said})" if said else "")
    return None


def _stamp(text: str) -> int:
    """Nanoseconds since 1970 of the daemon's ``2026-01-02T03:04:05.123456789Z``."""
    whole, _, rest = text.rstrip("Z").partition(".")
    seconds = int(datetime.fromisoformat(whole).replace(tzinfo=UTC).timestamp())
    return seconds * 1_000_000_000 + int((rest or "0").ljust(9, "0")[:9])
