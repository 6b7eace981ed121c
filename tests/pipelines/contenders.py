"""The contenders, found as the harness finds them, and a way to walk a steps generator."""

import os
import subprocess
from importlib.metadata import entry_points
from pathlib import Path

from benchmarks.plan.engines import GROUP, ON_REQUEST
from benchmarks.targets.local import pod_path

PROJECT = Path(__file__).parents[2]
ENGINES = {
    point.name: point.load()
    for point in (*entry_points(group=GROUP), *entry_points(group=ON_REQUEST))
    if (PROJECT / point.value.partition(".")[0]).is_dir()
}


def start(step, directory):
    """Run a step's command to its end, as the harness does."""
    return subprocess.run(
        step.argv,
        check=False,
        env={**os.environ, **pod_path(), **step.environment},
        cwd=step.directory or directory,
        capture_output=True,
        text=True,
    )


def walk(steps, directory):
    """Run every step; return the names and the pipeline's outputs."""
    names = []
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            return names, end.value
        done = start(step, directory)
        assert done.returncode == 0, done.stdout + done.stderr
        assert step.failure() is None, done.stdout + done.stderr
        names.append(step.name)
