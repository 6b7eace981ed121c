"""A breakpoint in a step stops in the author's own process."""

import os
import sys

import flyte

KIND = "plain Python"
EXPECTED = 6

env = flyte.TaskEnvironment(name="specimen")


stops = []
sys.breakpointhook = lambda: stops.append(os.getpid())  # the debugger


@env.task
def double(n: int) -> int:
    breakpoint()
    return n * 2


@env.task
def pipeline() -> int:
    return double(n=3)


def check(results):
    assert stops == [os.getpid()]
