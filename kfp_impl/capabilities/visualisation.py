"""A step leaves a page that the tool shows beside the run."""

from pathlib import Path

from kfp import dsl

KIND = "operations"
EXPECTED = 1


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def draw(curve: dsl.Output[dsl.HTML]) -> int:
    from pathlib import Path

    Path(curve.path).write_text("<b>a curve</b>")
    return 1


@dsl.pipeline
def pipeline() -> int:
    return draw().outputs["Output"]


def check(results):
    assert any("a curve" in page.read_text() for page in Path.cwd().rglob("curve"))
