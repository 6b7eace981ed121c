"""A breakpoint in a step stops in the author's own process."""

import os
import sys

from kfp import dsl

KIND = "plain Python"
EXPECTED = 6


stops = []
sys.breakpointhook = lambda: stops.append(os.getpid())  # the debugger


def attempt():
    @dsl.pipeline
    def direct() -> int:
        return double(n=3).output

    return direct


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int) -> int:
    breakpoint()
    return n * 2


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def same(n: int) -> int:
    return n


@dsl.pipeline
def pipeline() -> int:
    return same(n=6).output


def check(results):
    assert double.python_func(n=3) == 6  # workaround
    assert stops == [os.getpid()]
