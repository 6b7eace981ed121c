"""A first look does each phase once, and keeps what it found whatever becomes of the next phase."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from shared.contract import Interface, Step, Unsupported
from shared.first_look import FirstLook

PHASES = ("compile", "run", "steps")


class Engine:
    """Does what it is told, and remembers nothing."""

    def __init__(self, **told: Callable[..., Any]) -> None:
        self.told = told

    def interface(self, pipeline: Any) -> Any:
        return self.told.get("interface", lambda: Interface((), (), 1))()

    def compile(self, pipeline: Any, directory: Path) -> Any:
        return self.told.get("compile", tuple)()

    def run(self, pipeline: Any, inputs: Any, directory: Path) -> Any:
        return self.told.get("run", lambda: {"output": 1})()

    def steps(self, pipeline: Any, inputs: Any, directory: Path) -> Any:
        return self.told.get("steps", one_step)()


def one_step() -> Iterator[Step]:
    yield Step("fit", ("true",), {}, lambda: None)


def fail() -> Any:
    raise ValueError("no\nluck")


def look(
    engine: Engine, tmp_path: Path, run_step: Callable[..., str] = lambda *_: "", load: Any = "pipeline"
) -> tuple[dict[str, Any], list[str]]:
    response: dict[str, Any] = {"unsupported": {}}
    saved: list[str] = []
    subject: Any = SimpleNamespace(load=lambda: load() if callable(load) else load, inputs=dict)
    FirstLook(
        engine,
        subject,
        {"directory": str(tmp_path), "phases": PHASES, "runs": 1},
        response,
        lambda _, work: (1, 1, work()),
        run_step,
        lambda: saved.append(response["phase"]),
    ).take()
    return response, saved


def test_every_phase_is_kept_before_it_begins(tmp_path: Path) -> None:
    response, saved = look(Engine(), tmp_path)
    assert saved == ["load", "interface", *PHASES]
    assert not response["unsupported"]
    assert response["runs"] == [{"output": 1}]


@pytest.mark.parametrize("phase", PHASES)
def test_a_phase_that_fails_costs_itself_alone(phase: str, tmp_path: Path) -> None:
    response, _ = look(Engine(**{phase: fail}), tmp_path)
    assert response["unsupported"] == {phase: "ValueError: no\nluck"}


def test_a_fault_of_the_description_costs_the_table_alone(tmp_path: Path) -> None:
    response, _ = look(Engine(interface=fail), tmp_path)
    assert response["interface"]["untold"] == "ValueError: no\nluck"
    assert response["interface"]["steps"] is None
    assert not response["unsupported"]
    assert response["runs"]


def test_a_file_that_cannot_be_loaded_is_told_with_the_whole_message(tmp_path: Path) -> None:
    response, saved = look(Engine(), tmp_path, load=fail)
    assert response["unsupported"] == {"load": "ValueError: no\nluck"}
    assert saved == ["load"]


def test_pod_commands_are_measurable_once_each_has_run(tmp_path: Path) -> None:
    ran = []
    look(Engine(), tmp_path, run_step=lambda step: ran.append(step.name) or "")
    assert ran == ["fit"]
    (tmp_path / "other").mkdir()
    response, _ = look(Engine(), tmp_path / "other", run_step=lambda *_: "step fit: exit status 1")
    assert response["unsupported"] == {"steps": "step fit: exit status 1"}


def test_a_pipeline_without_a_step_has_no_pod_commands(tmp_path: Path) -> None:
    response, _ = look(Engine(steps=lambda: iter(())), tmp_path)
    assert response["unsupported"] == {"steps": "it has no step that a pod would run"}


def test_what_an_engine_cannot_do_is_told_in_its_words(tmp_path: Path) -> None:
    response, _ = look(Engine(compile=lambda: Unsupported("no graph")), tmp_path)
    assert response["unsupported"] == {"compile": "no graph"}
