"""The sweep tells of every file below a directory what becomes of it, and whose fault that is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests import sweep

KFP = "from kfp import dsl\n@dsl.pipeline\ndef pipe():\n    pass\n"


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        ("name one of its tasks after a colon: a, b", sweep.ASKS),
        ("ModuleNotFoundError: No module named 'torch'. Install torch here", sweep.ABSENT),
        ("the file has no Flyte workflow or task at its top level; is it for another side?", sweep.OTHER),
        ("flow.yaml is a kind: Deployment and no compiled pipeline", sweep.OTHER),
        ("ValueError: the table is not usable", sweep.THEIRS),
        ("AttributeError: x (a fault of fvk, in flyte_impl/theirs.py, line 3)", sweep.OURS),
        ("its answer is none: it is no file", sweep.OURS),
    ],
)
def test_a_reason_says_whose_fault_it_is(reason: str, outcome: str) -> None:
    assert sweep.outcome_of(reason) == outcome


def test_a_file_is_tried_on_the_sides_whose_sdk_it_imports(tmp_path: Path) -> None:
    texts = {
        "flow.py": "from flytekit.core import task\n",
        "both.py": "import flytekit, kfp.dsl\n",
        "steps.py": "import kfpdsl\n",
        "compiled.yaml": "a: 1\n",
        "broken.py": "def (:\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    installed = ["flyte", "flyte2", "kfp"]
    found = {name: sweep.sides_of(tmp_path / name, installed) for name in texts}
    assert found == {
        "flow.py": ["flyte"],
        "both.py": ["flyte", "kfp"],
        "steps.py": [],
        "compiled.yaml": ["kfp"],
        "broken.py": [],
    }


def test_every_file_gets_a_line_and_a_place_in_the_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "published" / "deep"
    folder.mkdir(parents=True)
    (folder / "pipe.py").write_text(KFP.replace("pass", "part()").replace("@dsl.p", PART + "@dsl.p"))
    (folder / "service.yaml").write_text("kind: Service\n")
    (tmp_path / "published" / "__pycache__").mkdir()
    (tmp_path / "published" / "__pycache__" / "old.py").write_text(KFP)
    assert sweep.main([str(tmp_path / "published")]) == 0
    printed = capsys.readouterr().out
    assert "described                deep/pipe.py: 1 steps; nothing" in printed
    assert "no pipeline of that side deep/service.yaml: service.yaml is a kind: Service" in printed
    assert printed.count("\nkfp ") + printed.startswith("kfp ") == 2


PART = "@dsl.component(base_image='python:3.11')\ndef part():\n    pass\n\n"


def test_the_table_counts_each_outcome_by_side() -> None:
    counts = Counter({("a", sweep.DESCRIBED): 2, ("b", sweep.OURS): 1})
    assert [line.split() for line in sweep.table(counts).splitlines()] == [
        ["a", "b"],
        ["described", "2", "0"],
        ["FAULT", "OF", "OURS", "0", "1"],
        ["files", "2", "1"],
    ]
