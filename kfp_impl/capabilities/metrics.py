"""A step records named numbers that the tool shows beside the run."""

from pathlib import Path

from kfp import dsl

KIND = "operations"
EXPECTED = 1


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def evaluate(metrics: dsl.Output[dsl.Metrics]) -> int:
    metrics.log_metric("accuracy", 0.75)
    return 1


@dsl.pipeline
def pipeline() -> int:
    return evaluate().outputs["Output"]


def check(results):
    written = (file.read_text() for file in Path.cwd().rglob("executor_output.json"))
    assert any('"accuracy": 0.75' in text for text in written)
