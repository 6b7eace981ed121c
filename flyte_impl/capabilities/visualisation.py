"""A step leaves a page that the tool shows beside the run."""

from pathlib import Path

from flytekit import Deck, task, workflow

KIND = "operations"
EXPECTED = 1


@task(enable_deck=True)
def draw() -> int:
    Deck("curve", "<b>a curve</b>")
    return 1


@workflow
def pipeline() -> int:
    return draw()


def check(results):
    assert any("a curve" in page.read_text() for page in Path.cwd().rglob("deck.html"))
