"""A test replaces what a step calls, and the local run uses the replacement."""

from unittest import mock

from kfp import dsl

KIND = "plain Python"


mock.patch("statistics.median", return_value=6).start()  # the test


def attempt():
    @dsl.pipeline
    def direct() -> float:
        return middle(numbers=[1.0, 2.0, 3.0]).output

    return direct


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def middle(numbers: list[float]) -> float:
    import statistics

    return float(statistics.median(numbers))


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def same(n: float) -> float:
    return n


@dsl.pipeline
def pipeline() -> float:
    return same(n=middle.python_func(numbers=[1.0, 2.0, 3.0])).output  # workaround


def check(results):
    assert results == [6.0], results
