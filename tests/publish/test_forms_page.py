"""Every form stands with its own figure, and with its ratio to one of them."""

from __future__ import annotations

from msgspec.structs import replace

from benchmarks.publish.forms_page import page
from tests.campaigns import campaign


def test_every_contender_has_its_figure_and_its_ratio_to_the_one_named() -> None:
    progress = campaign({"plain": 1, "alpha": 2, "beta": 4})
    question = replace(progress.header.questions[0], id="step")
    progress.header = replace(progress.header, questions=[question], versus="alpha")
    lines = {
        line.split("|")[1].strip(): line for line in page(progress).splitlines() if line.startswith("| ")
    }
    assert "| 1.99× [1.97, 2.00] |" in lines["beta"]
    assert "0.50" in lines["plain"]
    assert lines["alpha"].count("–") == 2
