"""A step records named numbers that the tool shows beside the run."""

from pathlib import Path

from flytekit import Deck, task, workflow

KIND = "operations"
EXPECTED = 1


def attempt():
    from flytekit import Metrics

    @workflow
    def direct() -> Metrics:
        return Metrics(accuracy=0.75)

    return direct


@task(enable_deck=True)
def evaluate() -> int:
    metrics = {"accuracy": 0.75}
    rows = "".join(f"<tr><td>{name}<td>{value}" for name, value in metrics.items())  # workaround
    Deck("metrics", f"<table>{rows}</table>")  # workaround
    return 1


@workflow
def pipeline() -> int:
    return evaluate()


def check(results):
    assert any("<td>accuracy<td>0.75" in page.read_text() for page in Path.cwd().rglob("deck.html"))
