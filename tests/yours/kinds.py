"""Small files that each stand for a kind of fault, three or more a kind, and what must become of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import dedent
from typing import Any

LOOKED = ("compile", "run", "steps")


@dataclass(frozen=True)
class Kind:
    """One file of one side. Where nothing is expected of something, it is not looked at."""

    files: Mapping[str, str]
    """By name; the first is the target."""
    name: str = ""
    phases: tuple[str, ...] = ()
    inputs: Mapping[str, Any] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    """Phase to a pattern of its reason; every other phase must work."""
    takes: str | None = None
    """The inputs as they are shown."""
    steps: int | str | None = "not looked at"
    needs: tuple[str, ...] | None = None
    """Exactly these."""
    outputs: Mapping[str, Any] | None = None
    remarks: Mapping[str, str] = field(default_factory=dict)


def one(text: str, file: str = "flow.py", **more: Any) -> Kind:
    """A kind of one file."""
    return Kind({file: dedent(text)}, **more)


_TASKS = """
from flytekit import (
    CronSchedule, ImageSpec, LaunchPlan, Resources, approve, conditional, map_task, reference_launch_plan,
    reference_task, reference_workflow, sleep, task, wait_for_input, workflow,
)
from datetime import timedelta

@task
def one(n: int) -> int:
    return n + 1

@task
def two(n: int) -> int:
    return n * 2

@workflow
def both(n: int) -> int:
    return two(n=one(n=n))
"""


def flyte(text: str, **more: Any) -> Kind:
    """A kind with two tasks and a workflow before it."""
    return one(_TASKS + dedent(text), **{"name": "flow", **more})


REASONS_OF_FLYTE = {
    "a message wider than a terminal": one(
        "raise ValueError('the settings lack the key columns; ' + 'copy the example, ' * 9 + 'and go on')",
        refused={"load": r"^ValueError: the settings lack the key columns; copy.*, and go on$"},
    ),
    "a message of several lines with an empty one": one(
        "class TableMissing(Exception): ...\nraise TableMissing('no table:\\n\\n  - no column\\n  - 3 rows')",
        refused={"load": r"^TableMissing: no table: - no column - 3 rows$"},
    ),
    "a message with a note": one(
        "error = KeyError('price')\nerror.add_note('while reading rows.csv')\nraise error",
        refused={"load": r"^KeyError: 'price' while reading rows.csv$"},
    ),
    "what a step's pod raised": flyte(
        """
        @task
        def bad(n: int) -> int:
            if n:
                raise ValueError("not usable:\\n  - no column\\n  - 3 rows")
            return n

        @workflow
        def flow(n: int = 1) -> int:
            return bad(n=n)
        """,
        phases=("steps",),
        refused={"steps": r"n0-bad: ValueError: not usable: - no column - 3 rows$"},
    ),
}
SIDE_EFFECTS_OF_FLYTE = {
    "an image of packages": flyte(
        """
        @task(container_image=ImageSpec(name="pricing", packages=["pandas"]))
        def price(n: int) -> float:
            return n * 1.5

        @workflow
        def flow(n: int = 4) -> float:
            return price(n=n)
        """,
        phases=LOOKED,
        outputs={"output": 6.0},
        remarks={"compile": "without building pricing:"},
    ),
    "an image with a registry": flyte(
        """
        image = ImageSpec(name="pricing", registry="registry.invalid/shop", packages=["pandas"])

        @task(container_image=image)
        def price(n: int) -> int:
            return n

        @workflow
        def flow(n: int = 4) -> int:
            return price(n=n).with_overrides(retries=1)
        """,
        phases=("compile",),
        remarks={"compile": "without building registry.invalid/shop/pricing:"},
    ),
    "an image of a mapped task on an image": flyte(
        """
        base = ImageSpec(name="base", packages=["six"])
        image = ImageSpec(name="top", base_image=base, packages=["pandas"])

        @task(container_image=image)
        def price(n: int) -> int:
            return n

        @workflow
        def flow() -> list[int]:
            return map_task(price)(n=[1, 2])
        """,
        phases=("compile",),
        remarks={"compile": "without building top:"},
    ),
}
NAMES_OF_FLYTE = {
    "a module whose name begins like the file's": Kind(
        {
            "train.py": _TASKS.replace("both", "training") + "\nfrom train_parts import part\n",
            "train_parts.py": "from flytekit import workflow\n@workflow\ndef part() -> None: ...\n",
        },
        needs=(),
        steps=2,
    ),
    "the only workflow beside those of a star import": Kind(
        {
            "train.py": "from parts import *\n@workflow\ndef training(n: int = 1) -> int:\n"
            "    return both(n=n)\n",
            "parts.py": _TASKS,
        },
        steps=2,
        takes="n: int = 1",
    ),
    "a package of the file's name": Kind(
        {"train.py": _TASKS, "train/__init__.py": "raise RuntimeError('another file')\n"},
        refused={"load": r"Python imports train beside it in its place"},
    ),
    "the workflow that no other contains": flyte(
        "@workflow\ndef flow(n: int = 1) -> int:\n    return both(n=n)\n",
        name="",
        takes="n: int = 1",
    ),
    "one task alone": one(
        "from flytekit import task\n@task\ndef add(a: int, b: int = 2) -> int: return a + b\n",
        takes="a: int, b: int = 2",
    ),
    "several tasks": one(
        _TASKS.partition("@workflow")[0], refused={"load": "name one of its tasks .*: one, two"}
    ),
    "a text": one("anything", file="flow.txt", refused={"load": "^flow.txt is no Python file$"}),
    "a notebook": one(
        "{}", file="flow.ipynb", refused={"load": "^flow.ipynb is a notebook: export it with `jupyter"}
    ),
}
TARGETS_OF_FLYTE = {
    "a plan's defaults": flyte(
        "plan = LaunchPlan.get_or_create(both, 'plan', default_inputs={'n': 3})",
        name="plan",
        takes="n: int = 3",
        needs=("default_inputs",),
        phases=LOOKED[:2],
        outputs={"output": 8},
    ),
    "a plan's fixed inputs": flyte(
        "plan = LaunchPlan.get_or_create(both, 'plan', fixed_inputs={'n': 3})",
        name="plan",
        takes="nothing",
        phases=LOOKED,
        outputs={"output": 8},
    ),
    "a plan's schedule": flyte(
        "plan = LaunchPlan.get_or_create(both, 'plan', default_inputs={'n': 3}, "
        "schedule=CronSchedule(schedule='0 2 * * *'))",
        name="plan",
        needs=("default_inputs", "schedule"),
    ),
    "a pause": flyte(
        """
        @workflow
        def flow(n: int = 1) -> int:
            first = one(n=n)
            pause = sleep(timedelta(seconds=1))
            second = two(n=first)
            pause >> second
            return second
        """,
        steps=2,
        needs=("default_inputs", "step_order"),
    ),
    "a person who approves": flyte(
        """
        @workflow
        def flow(n: int = 1) -> int:
            return two(n=approve(one(n=n), "fine", timeout=timedelta(hours=1)))
        """,
        steps=2,
        needs=("default_inputs", "wait_for_human"),
    ),
    "a person who types": flyte(
        """
        @workflow
        def flow() -> int:
            return two(n=wait_for_input("count", timeout=timedelta(hours=1), expected_type=int))
        """,
        steps=1,
        needs=("wait_for_human",),
    ),
    "a task of a cluster": flyte(
        """
        @reference_task(project="shop", domain="development", name="shop.price", version="1")
        def price(n: int) -> int: ...

        @workflow
        def flow(n: int = 1) -> int:
            return price(n=one(n=n))
        """,
        steps=2,
        phases=LOOKED,
        refused=dict.fromkeys(("run", "steps"), "shop.price is registered on a cluster"),
    ),
    "a plan of a cluster": flyte(
        """
        @reference_launch_plan(project="shop", domain="development", name="shop.plan", version="1")
        def price(n: int) -> int: ...

        @workflow
        def flow(n: int = 1) -> int:
            return price(n=n)
        """,
        steps=1,
        phases=("compile",),
    ),
    "a workflow of a cluster, named": flyte(
        """
        @reference_workflow(project="shop", domain="development", name="shop.flow", version="1")
        def flow(n: int) -> int:
            return n
        """,
        refused={"load": "refers to shop.flow, which is registered on a cluster"},
    ),
    "a condition in a condition": flyte(
        """
        @workflow
        def flow(n: int = 3) -> int:
            return (
                conditional("outer")
                .if_(n > 2)
                .then(conditional("inner").if_(n > 5).then(one(n=n)).else_().then(two(n=n)))
                .else_()
                .then(one(n=n))
            )
        """,
        steps=3,
        needs=("condition", "default_inputs", "else_branch"),
    ),
    "a workflow in a branch": flyte(
        """
        @workflow
        def flow(n: int = 3) -> int:
            return conditional("way").if_(n > 2).then(both(n=n)).else_().fail("too few")
        """,
        steps=2,
        needs=("condition", "default_inputs", "nested_pipeline"),
    ),
    "a plan in a branch of a workflow inside": flyte(
        """
        plan = LaunchPlan.get_or_create(both, "plan")

        @workflow
        def inner(n: int) -> int:
            return conditional("way").if_(n > 2).then(plan(n=n)).else_().then(one(n=n))

        @workflow
        def flow(n: int = 3) -> int:
            return inner(n=n)
        """,
        steps=3,
    ),
}
USES_OF_FLYTE = {
    "what one use of a task overrides": flyte(
        """
        @workflow
        def flow(n: int = 3) -> int:
            return one(n=n).with_overrides(
                limits=Resources(cpu="2", mem="4Gi"), retries=3, cache=True, cache_version="1"
            )
        """,
        needs=("cache", "default_inputs", "resources", "retry"),
    ),
}
PROJECTS_OF_FLYTE = {
    "a src layout, named from beside it": Kind(
        {
            "flows/train.py": "from shop.flows import both\nfrom flytekit import workflow\n"
            "@workflow\ndef training(n: int = 1) -> int:\n    return both(n=n)\n",
            "pyproject.toml": "",
            "src/shop/flows.py": "from shop import steps\nfrom shop.steps import both\n",
            "src/shop/steps.py": _TASKS,
        },
        phases=("run",),
        outputs={"output": 4},
    ),
    "the whole name of what is missing": one(
        "from flytekitplugins.duckdb import DuckDBQuery\n",
        refused={"load": "`fvk env add flyte --with flytekitplugins-duckdb`"},
    ),
}
FLYTE = {
    **REASONS_OF_FLYTE,
    **SIDE_EFFECTS_OF_FLYTE,
    **NAMES_OF_FLYTE,
    **TARGETS_OF_FLYTE,
    **USES_OF_FLYTE,
    **PROJECTS_OF_FLYTE,
}

_COMPONENTS = """
from kfp import dsl, kubernetes
from kfp.dsl import Dataset, Input, Output, PipelineTaskFinalStatus

@dsl.component(base_image="python:3.11")
def work(n: int, extra: Input[Dataset] = None) -> int:
    return n + 1

@dsl.component(base_image="python:3.11")
def show(n: int):
    print(n)

@dsl.component(base_image="python:3.11")
def finish(status: PipelineTaskFinalStatus):
    print(status.state)

@dsl.component(base_image="python:3.11")
def clean():
    print("done")
"""


def kfp(text: str, **more: Any) -> Kind:
    """A kind with four components before it."""
    return one(_COMPONENTS + dedent(text), "pipe.py", **{"name": "pipe", **more})


_FAILING = """
from kfp import dsl

@dsl.component(base_image="python:3.11", install_kfp_package=False)
def bad(n: int) -> int:
    class TableMissing(Exception):
        pass
    raise TableMissing("not usable:\\n  - no column\\n\\n  - 3 rows")

@dsl.pipeline
def inner(n: int) -> int:
    return bad(n=n).output

"""
_TOLD = r"status FAILURE.*\(it printed: (?:[\w.<>]*)TableMissing: not usable: - no column - 3 rows\)"
_MANIFEST = """
apiVersion: {group}
kind: {kind}
metadata: {{name: first}}
"""
KFP = {
    "lines raised while importing": one(
        "from kfp import dsl\nraise RuntimeError('not usable:\\n  - no column\\n  - 3 rows')\n",
        "pipe.py",
        refused={"load": "^RuntimeError: not usable: - no column - 3 rows$"},
    ),
    "a step that fails": one(
        _FAILING,
        "pipe.py",
        name="bad",
        inputs={"n": 1},
        phases=("run", "steps"),
        refused={
            "run": _TOLD,
            "steps": r"step bad: exit status 1 \(it printed: .*TableMissing: not usable.* rows\)",
        },
    ),
    "a step that fails inside a pipeline inside": one(
        _FAILING + "@dsl.pipeline\ndef outer(n: int = 1) -> int:\n    return inner(n=n).output\n",
        "pipe.py",
        name="outer",
        phases=("run",),
        refused={"run": _TOLD},
    ),
    "YAML that is none": one(
        "name: [1\n", "pipe.yaml", refused={"load": r"^pipe.yaml is no YAML: .*, line 2$"}
    ),
    "YAML with a tab": one(
        "a:\n\tb: 1\n", "pipe.yml", refused={"load": r"^pipe.yml is no YAML: .*, line 2$"}
    ),
    "an empty YAML": one("# nothing\n", "pipe.yaml", refused={"load": "^pipe.yaml is empty$"}),
    "a list in YAML": one("- 1\n", "pipe.yaml", refused={"load": "is YAML, and no compiled pipeline$"}),
    "what kfp 1 compiled": one(
        _MANIFEST.format(group="argoproj.io/v1alpha1", kind="Workflow"),
        "pipe.yaml",
        refused={"load": "^pipe.yaml is an Argo Workflow, as kfp 1 compiled it"},
    ),
    "a service": one(
        _MANIFEST.format(group="serving.kserve.io/v1beta1", kind="InferenceService"),
        "pipe.yaml",
        refused={"load": "^pipe.yaml is a kind: InferenceService and no compiled pipeline$"},
    ),
    "a manifest around a pipeline": one(
        _MANIFEST.format(group="pipelines.kubeflow.org/v2beta1", kind="PipelineVersion"),
        "pipe.yaml",
        refused={"load": r"is a manifest \(kind: PipelineVersion\)"},
    ),
    "a container op": one(
        "from kfp import dsl\ndef op(): return dsl.ContainerOp(name='a', image='b')\n"
        "@dsl.pipeline\ndef pipe():\n    op()\n",
        "pipe.py",
        refused={"load": "^pipe.py is written for kfp 1: kfp .* has no ContainerOp$"},
    ),
    "a function that becomes an op": one(
        "import kfp\nop = kfp.components.func_to_container_op(print)\n",
        "pipe.py",
        refused={"load": "written for kfp 1: .*no func_to_container_op"},
    ),
    "types where kfp 1 had them": one(
        "from kfp.components import InputPath\n",
        "pipe.py",
        refused={"load": "written for kfp 1: .*no InputPath"},
    ),
    "the pipeline that no other contains": kfp(
        "@dsl.pipeline\ndef inner(n: int) -> int:\n    return work(n=n).output\n\n"
        "@dsl.pipeline\ndef pipe(n: int = 1) -> int:\n    return inner(n=n).output\n",
        name="",
        takes="n: int = 1",
    ),
    "one component alone": one(
        _COMPONENTS.partition("@dsl.component")[0]
        + """
@dsl.component(base_image="python:3.11")
def add(a: int, b: int = 2) -> int:
    return a + b
""",
        "pipe.py",
        takes="a: int, b: int = 2",
        steps=1,
    ),
    "several components": one(
        _COMPONENTS, "pipe.py", refused={"load": "its components .*: work, show, finish, clean"}
    ),
    "a container component alone": one(
        "from kfp import dsl\n@dsl.container_component\ndef hello():\n"
        "    return dsl.ContainerSpec(image='alpine:3', command=['echo'])\n",
        "pipe.py",
        needs=("container_step",),
    ),
    "components that are imported": Kind(
        {
            "pipe.py": "from parts import *\n@dsl.pipeline\ndef pipe(n: int = 1):\n    show(n=n)\n",
            "parts.py": _COMPONENTS,
        },
        steps=1,
        needs=("default_inputs",),
    ),
    "a timeout, a volume and a file that may be missing": kfp(
        """
        @dsl.pipeline
        def pipe(n: int = 3) -> int:
            step = work(n=n)
            kubernetes.set_timeout(step, seconds=60)
            kubernetes.add_ephemeral_volume(
                step, volume_name="v", mount_path="/v", access_modes=["ReadWriteOnce"], size="1Gi",
                storage_class_name="s",
            )
            return step.output
        """,
        needs=(
            "default_inputs",
            "file_value",
            "mounted_volume",
            "optional_file",
            "optional_value",
            "timeout",
        ),
    ),
    "a status is no optional value": kfp(
        "@dsl.pipeline\ndef pipe(n: int = 3):\n    with dsl.ExitHandler(finish()):\n        show(n=n)\n",
        steps=2,
        needs=("default_inputs", "exit_handler"),
    ),
    "an exit handler is no order of steps": kfp(
        "@dsl.pipeline\ndef pipe():\n    with dsl.ExitHandler(clean()):\n"
        "        show(n=3)\n        show(n=4)\n",
        steps=3,
        needs=("exit_handler",),
    ),
    "a volume that is made is no container step": kfp(
        """
        @dsl.pipeline
        def pipe():
            made = kubernetes.CreatePVC(
                pvc_name_suffix="-v", access_modes=["ReadWriteOnce"], size="1Gi", storage_class_name="s"
            )
            step = show(n=1)
            kubernetes.mount_pvc(step, pvc_name=made.outputs["name"], mount_path="/v")
        """,
        needs=("mounted_volume",),
    ),
    "caching that nobody asked for": kfp("@dsl.pipeline\ndef pipe():\n    show(n=1)\n", needs=()),
    "caching that was asked for": kfp(
        "@dsl.pipeline\ndef pipe():\n    show(n=1).set_caching_options(True)\n", needs=("cache",)
    ),
    "a loop is no pipeline of its own": kfp(
        "@dsl.pipeline\ndef pipe():\n    with dsl.ParallelFor([1, 2]) as n:\n        show(n=n)\n",
        phases=("steps",),
        refused={"steps": "for-loop-2 is a loop"},
        needs=("loop_over_data",),
    ),
    "a branch is no pipeline of its own": kfp(
        "@dsl.pipeline\ndef pipe(flag: bool = True):\n    with dsl.If(flag == True):\n        show(n=1)\n"
        "    with dsl.Else():\n        show(n=2)\n",
        phases=("steps",),
        refused={"steps": "condition-branches-1 runs on a condition"},
    ),
    "an exit task is no condition": kfp(
        "@dsl.pipeline\ndef pipe():\n    with dsl.ExitHandler(clean()):\n        show(n=1)\n",
        phases=("steps",),
        refused={"steps": "clean runs at the end, whatever happened"},
    ),
    "a step after one that may fail": kfp(
        "@dsl.pipeline\ndef pipe():\n    a = show(n=1)\n    clean().after(a).ignore_upstream_failure()\n",
        phases=("steps",),
        refused={"steps": "clean runs although what it waits for may have failed"},
        needs=("partial_failure", "step_order"),
    ),
    "a pod whose package is not here": kfp(
        """
        @dsl.component(base_image="python:3.11", install_kfp_package=False)
        def table(n: int) -> str:
            import cv2
            return str(cv2)

        @dsl.pipeline
        def pipe(n: int = 1) -> str:
            return table(n=n).output
        """,
        phases=("steps",),
        refused={"steps": "No module named 'cv2'.*`fvk env add kfp --with opencv-python-headless`"},
    ),
    "whole numbers that a compiled file writes as 3.0": kfp(
        "@dsl.pipeline\ndef pipe(n: int = 3) -> int:\n    return work(n=n).output\n",
        phases=("steps",),
    ),
    "a folder above of the name that is imported": Kind(
        {
            "shopflow/flow.py": "from kfp import dsl\nfrom shopflow.parts.adding import work\n"
            "@dsl.pipeline\ndef pipe(n: int = 1) -> int:\n    return work(n=n).output\n",
            "shopflow/parts/adding.py": "from shopflow.parts.kept import work\n",
            "shopflow/parts/kept.py": _COMPONENTS,
        },
        phases=("steps",),
    ),
}

_ENVIRONMENT = 'import flyte\nenv = flyte.TaskEnvironment(name="kinds")\n'
FLYTE2 = {
    "calls that only a run shows": one(
        _ENVIRONMENT + "@env.task\ndef square(n: int) -> int:\n    return n * n\n\n"
        "@env.task\ndef main(n: int = 4) -> list[int]:\n    return list(flyte.map(square, range(n)))\n",
        steps=None,
        needs=("default_inputs", "whole_numbers_in_containers"),
    ),
    "types": one(
        _ENVIRONMENT + "from dataclasses import dataclass\nimport pandas as pd\nfrom flyte.io import File\n"
        "@dataclass\nclass Settings:\n    depth: int\n\n@env.task\nasync def main(settings: Settings, "
        "table: pd.DataFrame, file: File, limit: int | None = None) -> pd.DataFrame:\n    return table\n",
        steps=1,
        needs=("dataclass_value", "default_inputs", "file_value", "frame_with_schema", "optional_value"),
    ),
    "an image of packages": one(
        "import flyte\nimage = flyte.Image.from_debian_base(name='pricing').with_pip_packages('six')\n"
        "env = flyte.TaskEnvironment(name='kinds', image=image)\n"
        "@env.task\ndef main(n: int = 1) -> int:\n    return n\n",
        phases=("compile",),
        needs=("default_inputs", "extra_package", "step_image"),
        remarks={"compile": "without building pricing:"},
    ),
    "an image with a registry": one(
        "import flyte\nbase = flyte.Image.from_debian_base(registry='registry.invalid/shop', name='price')\n"
        "env = flyte.TaskEnvironment(name='kinds', image=base.with_apt_packages('git'))\n"
        "@env.task\ndef main(n: int = 1) -> int:\n    return n\n",
        phases=("compile",),
        remarks={"compile": "without building registry.invalid/shop/price:"},
    ),
    "settings of a task that is called": one(
        _ENVIRONMENT + "@env.task(retries=3)\ndef square(n: int) -> int:\n    return n * n\n\n"
        "def through(n: int) -> int:\n    return square(n)\n\n"
        "@env.task\ndef main(n: int) -> int:\n    return through(n)\n",
        steps=None,
        needs=("retry",),
    ),
    "what was raised while importing": one(
        _ENVIRONMENT + "import polars_not_here as pl\n",
        refused={
            "load": "^ModuleNotFoundError: No module named 'polars_not_here'.*the package that provides"
        },
    ),
    "what a step raised": one(
        _ENVIRONMENT
        + "@env.task\ndef main(n: int = 1) -> int:\n    raise ValueError('not usable:\\n  - 3 rows')\n",
        phases=("run",),
        refused={"run": "^ValueError: not usable: - 3 rows"},
    ),
    "the name of a step that is imported": Kind(
        {
            "flow.py": _ENVIRONMENT + "from parts import square\n@env.task\ndef go(n: int = 2) -> int:\n"
            "    return square(n)\n",
            "parts.py": _ENVIRONMENT.replace("kinds", "parts")
            + "@env.task\ndef square(n: int) -> int:\n    return n * n\n",
        },
        takes="n: int = 2",
    ),
}
