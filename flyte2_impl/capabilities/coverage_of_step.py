"""Coverage of a local run counts the lines of the step."""

import sys
import threading

import flyte

KIND = "plain Python"
EXPECTED = 6

env = flyte.TaskEnvironment(name="specimen")


covered = set()


def cover(frame, event, argument):
    if frame.f_code.co_filename == __file__:
        covered.add(frame.f_code.co_name)
        return cover


def attempt():
    threading.settrace(None)  # a tracer of this thread alone
    return pipeline


@env.task
def double(n: int) -> int:
    return n * 2


@env.task
def pipeline() -> int:
    return double(n=3)


sys.settrace(cover)
threading.settrace(cover)  # workaround


def check(results):
    sys.settrace(None)
    assert "double" in covered
