"""A breakpoint in a step stops in the author's own process."""

import os
import sys

from flytekit import task, workflow

KIND = "plain Python"
EXPECTED = 6


stops = []
sys.breakpointhook = lambda: stops.append(os.getpid())  # the debugger


@task
def double(n: int) -> int:
    breakpoint()
    return n * 2


@workflow
def pipeline() -> int:
    return double(n=3)


def check(results):
    assert stops == [os.getpid()]
