"""What becomes of each pipeline under ``pipelines/``, and of files that nobody should have written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import Any

PIPELINES = Path(__file__).parent / "pipelines"


@dataclass(frozen=True)
class Case:
    """A file, and what should be found: outputs, or for each phase a pattern of the reason."""

    file: str
    name: str = ""
    inputs: Mapping[str, Any] = field(default_factory=dict)
    outputs: Mapping[str, Any] | None = None
    """``None`` where it cannot run."""
    others: tuple[str, ...] = ()
    """Outputs that are no data."""
    refused: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    """Some of the capabilities that must be found."""
    runs: int = 1
    pods: bool = False
    """Whether the pods' own commands are run too; they must give the same outputs."""
    text: str = ""
    """The file's content, where it is written for the test."""


FLYTE = {
    "hello": Case("hello.py", outputs={"output": 12}, needs=("default_inputs",), pods=True),
    "named outputs": Case(
        "named_outputs.py",
        inputs={"values": [1.0, 2.0, 6.0]},
        outputs={"mean": 3.0, "spread": 5.0},
        needs=("named_outputs",),
        pods=True,
    ),
    "sub-workflow": Case(
        "subworkflow.py",
        "outer",
        outputs={"output": 24},
        refused={"steps": "inner is a workflow of its own"},
        needs=("nested_pipeline",),
    ),
    "launch plan": Case(
        "subworkflow.py",
        "by_plan",
        outputs={"output": 12},
        refused={"steps": "inner is a workflow of its own"},
        needs=("nested_pipeline",),
    ),
    "map task": Case(
        "mapping.py",
        inputs={"numbers": [1, 2, 4, 0]},
        outputs={"output": 1.75},
        refused={"steps": "maps a task over a list"},
        needs=("loop_over_data", "partial_failure", "parallel_limit"),
    ),
    "dynamic": Case(
        "drawing.py", outputs={"output": 3}, refused={"steps": "is dynamic"}, needs=("dynamic_graph",)
    ),
    "condition": Case(
        "branching.py", outputs={"output": "long"}, refused={"steps": "is a condition"}, needs=("condition",)
    ),
    "records": Case(
        "records.py",
        inputs={"settings": {"rate": 0.5, "colours": ["red"]}, "at": "2026-01-04T00:00:00"},
        outputs={"rate": 2.0, "colours": ["red"]},
        needs=("dataclass_value", "datetime_value"),
    ),
    "files": Case("files.py", outputs={"o1": 12}, others=("o0",), needs=("file_value",)),
    "frame and model": Case(
        "frames.py", outputs={"o1": 2.0}, others=("o0",), needs=("model_value", "frame_with_schema")
    ),
    "container": Case(
        "shell.py",
        refused={"run": "DockerException|docker", "steps": r"needs its image, alpine:3\.20"},
        needs=("container_step",),
    ),
    "imperative": Case("imperative.py", inputs={"n": 12}, outputs={"quarter": 3}),
    "settings": Case(
        "settings.py",
        outputs={"output": 144},
        needs=("cache", "retry", "resources", "timeout", "environment_variable", "interruptible"),
    ),
    "secret": Case(
        "secret.py",
        refused={"run": "STORE_TOKEN.*--variable STORE_TOKEN", "steps": "--variable _FSEC_STORE_TOKEN"},
        needs=("secret",),
    ),
    "failure handler": Case("on_failure.py", outputs={"output": 1}, needs=("exit_handler",)),
    "image of its own": Case("own_image.py", outputs={"output": " " * 9 + "x"}, needs=("step_image",)),
    "lone task": Case("lone_task.py", "alone", inputs={"n": 4}, outputs={"output": 5}),
    "what lies beside": Case("reads_beside.py", outputs={"output": 3}, pods=True),
    "a project with a src folder": Case(
        "shop/src/shop/flow.py",
        "usual",
        outputs={"output": 9},
        refused={"steps": "is dynamic"},
        needs=("dynamic_graph", "list_of_files", "nested_pipeline", "step_image", "extra_package"),
    ),
    "deep in a package": Case("project/flows/deep-flow.py", outputs={"output": 42}, pods=True),
}
"""At least ten shapes of the SDK's own tutorials, re-created."""

FLYTE2 = {
    "hello": Case("hello.py", outputs={"output": 12}, needs=("default_inputs",)),
    "condition": Case("branching.py", "judge", outputs={"output": "long"}),
    "gathering": Case(
        "gathering.py",
        "squares",
        inputs={"values": [2.0, 6.0]},
        outputs={"o0": 40.0, "o1": 2},
        needs=("tuple_outputs",),
        pods=True,
    ),
    "settings": Case(
        "settings.py",
        outputs={"output": 144},
        needs=("cache", "retry", "resources", "timeout", "environment_variable", "interruptible"),
    ),
    "what lies beside": Case("reads_beside.py", "words", outputs={"output": 3}, pods=True),
    "a project with a src folder": Case(
        "shop/src/shop/flow.py",
        outputs={"output": 9},
        needs=("list_of_files", "loop_in_python", "step_image", "extra_package"),
    ),
    "the task that no other calls": Case("branching.py", outputs={"output": "long"}),
    "several tasks": Case("several.py", refused={"load": "name one of its tasks.*first, second"}),
    "no such task": Case("branching.py", "nobody", refused={"load": "nobody is no task"}),
}

KFP = {
    "hello": Case("hello.py", outputs={"output": 12}, needs=("default_inputs",), pods=True),
    "named outputs": Case(
        "named_outputs.py",
        inputs={"values": [1.0, 2.0, 6.0]},
        outputs={"mean": 3.0, "spread": 5.0},
        needs=("named_outputs",),
        pods=True,
    ),
    "artifacts": Case(
        "artifacts.py", outputs={"output": 2.0}, needs=("file_value", "model_value", "metrics")
    ),
    "nested": Case(
        "nested.py",
        "outer",
        outputs={"output": 24},
        refused={"steps": "a pipeline of its own"},
        needs=("nested_pipeline",),
    ),
    "loop": Case(
        "loops.py",
        inputs={"numbers": [1, 2]},
        outputs={"output": 1.5},
        refused={"steps": "driver"},
        needs=("loop_over_data", "parallel_limit"),
    ),
    "condition": Case(
        "branching.py", outputs={"output": "long"}, refused={"steps": "driver"}, needs=("condition",)
    ),
    "exit handler": Case("clean_up.py", outputs={}, refused={"steps": "driver"}, needs=("exit_handler",)),
    "container": Case(
        "shell.py",
        refused={"run": "Container Component", "steps": r"needs its image, alpine:3\.20"},
        needs=("container_step",),
    ),
    "importer": Case(
        "importing.py", outputs={"output": "gs"}, refused={"steps": "importer"}, needs=("importer",)
    ),
    "settings": Case(
        "settings.py",
        outputs={"output": 144},
        refused={"steps": "tried again"},
        needs=("retry", "resources", "environment_variable"),
    ),
    "packages": Case(
        "packages.py",
        refused=dict.fromkeys(("run", "steps"), r"`fvk env add kfp --with tabulate==0\.8\.2`"),
        needs=("extra_package",),
    ),
    "secret": Case(
        "secret.py",
        refused=dict.fromkeys(("run", "steps"), "KeyError: 'STORE_TOKEN'.*--variable STORE_TOKEN"),
    ),
    "image of its own": Case(
        "own_image.py",
        refused={"run": "Containerized Python Component", "steps": "needs its image, registry"},
        needs=("step_image",),
    ),
    "optional": Case("optional.py", outputs={"output": 6.0}, pods=True, needs=("optional_value",)),
    "lone component": Case("lone_component.py", "alone", outputs={"output": 5}),
    "what lies beside": Case("reads_beside.py", outputs={"output": 3}, pods=True),
    "a project with a src folder": Case(
        "shop/src/shop/flow.py",
        outputs={"output": 9},
        refused={"steps": "is a loop"},
        needs=("condition", "list_of_files", "loop_over_data"),
    ),
    "relative import": Case("project/deep-pipe.py", outputs={"output": 42}),
}

_WORKFLOW = """
from flytekit import task, workflow
{extra}
@task
def step(n: int) -> int:
    {body}

@workflow
def flow(n: int = 1) -> int:
    return step(n=n)
"""


def _wild(file: str, body: str = "return n", extra: str = "", **more: Any) -> Case:
    return Case(file, text=_WORKFLOW.format(body=body, extra=extra), **more)


WILD = {
    "syntax error": Case(
        "broken.py", text="def flow(:\n", refused={"load": r"SyntaxError: .* \(broken.py, line 1\)"}
    ),
    "package that is not here": Case(
        "absent.py",
        text="import nowhere_to_be_found\n",
        refused={"load": "the package that provides nowhere_to_be_found"},
    ),
    "exit while importing": Case("leaves.py", text="raise SystemExit(3)\n", refused={"load": "."}),
    "no workflow": Case(
        "empty.py", text="x = 1\n", refused={"load": "no Flyte workflow or task at its top level"}
    ),
    "not a workflow": _wild(
        "plain.py", name="step_count", extra="step_count = 3\n", refused={"load": "is a int, not a workflow"}
    ),
    "unknown name": _wild(
        "known.py", name="flaw", refused={"load": "nothing of that name.*the file has step, flow"}
    ),
    "several workflows": _wild(
        "several.py", extra="@workflow\ndef other() -> None:\n    pass\n", refused={"load": "other, flow"}
    ),
    "installed name": _wild("click.py", refused={"load": "also the name of an installed module"}),
    "name with a dot": _wild("my.flow.py", refused={"load": "dot in its name"}),
    "our name beside it": _wild("clash/flow.py", refused={"load": "shared beside it"}),
    "raises in a step": _wild(
        "raises.py", body="return {1: n}[n + 1]", refused={"run": "KeyError.* 2", "steps": "KeyError: 2"}
    ),
    "exits in a step": _wild(
        "quits.py",
        body="return n or exit('enough')",
        inputs={"n": 0},
        refused={"run": "enough", "steps": "n0-step: exit status 1"},
    ),
    "prints a lot": _wild("loud.py", body="print('x' * 10**6); return n", outputs={"output": 1}),
    "another value every time": _wild(
        "random_flow.py", body="import uuid; return uuid.uuid4().int % 10**9", outputs={}, runs=2
    ),
    "work at import": _wild("eager.py", extra="print(sum(range(10**5)))\n", outputs={"output": 1}),
    "input of another type": _wild(
        "typed.py", inputs={"n": "many"}, refused=dict.fromkeys(("run", "steps"), "n")
    ),
}
"""Files as people have them, for one side: what they meet is the harness, not the SDK."""


def write_wild(folder: Path) -> None:
    """Write the files of :data:`WILD`."""
    for name, case in WILD.items():
        file = folder / name / case.file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(case.text))
    clash = folder / "our name beside it" / "clash" / "shared"
    clash.mkdir()
    (clash / "__init__.py").touch()
