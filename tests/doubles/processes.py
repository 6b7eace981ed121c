"""Run a container's command as a process, and take notes of when it did what."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.targets.local import pod_path
from tests.doubles.behaviour import Behaviour

PULL_FAILS = 'Back-off pulling image: ImagePullBackOff: failed to pull image "nowhere/image"'
_INHERITED = ("HOME", "TMPDIR", "LANG", "PYTHONPATH", "FVK_IMAGE")


@dataclass
class Stage:
    """One attempt of a step: the moments it went through, in nanoseconds since 1970."""

    name: str
    created: int = 0
    submitted: int = 0
    scheduled: int = 0
    started: int = 0
    ended: int = 0
    closed: int = 0
    failure: str = ""
    system: bool = False
    """Whether the failure is the system's, and the step may be tried again."""
    number: int = 0
    said: list[tuple[int, str]] = field(default_factory=list)


def clock(behaviour: Behaviour) -> Callable[[], int]:
    """The clock of the steps' node, which may run ahead."""
    return lambda: time.time_ns() + round(behaviour.skew_s * 1e9)


def go_through(
    stage: Stage,
    behaviour: Behaviour,
    work: Callable[[], str],
    stopped: Callable[[], bool],
) -> Stage:
    """Take a step through its phases: wait as ordered, then do the work, which answers why it failed."""
    now = clock(behaviour)
    stage.created = now()
    _wait(behaviour.queue_s, stopped)
    stage.submitted = now()
    stage.said.append((stage.submitted, "task submitted to K8s"))
    _wait(behaviour.schedule_s, stopped)
    stage.scheduled = now()
    stage.said.append((stage.scheduled, "Successfully assigned ns/pod to node-1"))
    if behaviour.pull:
        stage.said.append((now(), PULL_FAILS))
    while (behaviour.pull or behaviour.never) and not stopped():
        time.sleep(0.05)
    _wait(behaviour.start_s, stopped)
    stage.started = now()
    stage.said.append((stage.started, "Started container primary"))
    _wait(behaviour.code_s, stopped)
    if stage.number < behaviour.retries:
        stage.failure, stage.system = "the node went away", True
    elif behaviour.evict:
        stage.failure = "Pod was evicted: The node was low on resource: memory"
    else:
        stage.failure = "aborted" if stopped() else work()
    stage.ended = now()
    _wait(behaviour.teardown_s, stopped)
    stage.closed = now()
    return stage


def _wait(seconds: float, stopped: Callable[[], bool]) -> None:
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0 and not stopped():
        time.sleep(min(left, 0.02))


def execute(argv: Sequence[str], environment: Mapping[str, str], directory: Path) -> tuple[str, str]:
    """Run a command: why it failed (empty if it did not), and what it printed."""
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    done = subprocess.run(
        argv,
        env={**inherited, **pod_path(), "PYTHONPATH": _python_path(), **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=directory,
        check=False,
    )
    lines = done.stdout.strip().splitlines()
    problem = f"exit status {done.returncode}: {lines[-1] if lines else ''}" if done.returncode else ""
    return problem, done.stdout


def _python_path() -> str:
    return os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")])
