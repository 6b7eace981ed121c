"""A test replaces what a step calls, and the local run uses the replacement."""

from unittest import mock

import flyte

KIND = "plain Python"

env = flyte.TaskEnvironment(name="specimen")


mock.patch("statistics.median", return_value=6).start()  # the test


@env.task
def middle(numbers: list[float]) -> float:
    import statistics

    return float(statistics.median(numbers))


@env.task
def pipeline() -> float:
    return middle(numbers=[1.0, 2.0, 3.0])


def check(results):
    assert results == [6.0], results
