"""The contenders, found as the harness finds them, and a way to walk a steps generator."""

import os
import subprocess
from importlib.metadata import entry_points

from benchmarks.plan.engines import GROUP, ON_REQUEST

ENGINES = {
    point.name: point.load()
    for point in (*entry_points(group=GROUP), *entry_points(group=ON_REQUEST))
    if point.value.split(".")[0] in {"shared", "flyte_impl", "flyte2_impl", "kfp_impl"}
}


def start(step, directory):
    """Run a step's command to its end, as the harness does."""
    return subprocess.run(
        step.argv,
        check=False,
        env={**os.environ, **step.environment},
        cwd=directory,
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
