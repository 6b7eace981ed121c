"""A KFP component, cached in kfp's local cache, is run twice: a component observes a project of its own."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from kfp_impl.engine import KfpEngine
    from shared.command_line import main

    main(KfpEngine(), "cached")

import os
from typing import Any

from kfp import dsl

from kfp_impl.image_names import IMAGE_VARIABLE
from kfp_impl.lanes import component
from shared.contract import Size, Unsupported

FLOW = """
import json
import os
import sys
from pathlib import Path

os.environ.pop("_KFP_RUNTIME", None)

from kfp import dsl, local
from kfp.dsl import Artifact, Input

VERSION = "1"


@dsl.component(base_image=IMAGE, install_kfp_package=False, embedded_artifact_path=EMBEDDED)
def weigh(numbers: Input[Artifact], factor: int) -> int:
    from pathlib import Path

    from helper import weight

    path = Path(numbers.path)
    with path.with_name("executions").open("a") as executions:
        executions.write("x")
    return factor * weight(path.read_text())


@dsl.pipeline
def flow(numbers: str, factor: int) -> int:
    source = dsl.importer(artifact_uri=numbers, artifact_class=Artifact)
    step = weigh(numbers=source.output, factor=factor)
    step.set_caching_options(enable_caching=True, cache_key=KEY)
    return step.output


local.init(
    local.SubprocessRunner(use_venv=False),
    pipeline_root="runs",
    enable_caching=True,
    cache_root=os.path.expanduser("~/cache"),
)
result = flow(numbers=sys.argv[1], factor=int(sys.argv[2])).output
Path(sys.argv[3]).write_text(json.dumps(result))
"""
AS_FILE = (
    ("factor: int) -> int:\n    from pathlib", "factor: int, made: Output[Artifact]):\n    from pathlib"),
    (
        "    return factor * weight(path.read_text())\n",
        """    Path(made.path).write_text(str(factor * weight(path.read_text())))


@dsl.component(base_image=IMAGE, install_kfp_package=False)
def read(weighed: Input[Artifact], beside: str) -> int:
    from pathlib import Path

    Path(beside).with_name("returned").write_text(weighed.path)
    return int(Path(weighed.path).read_text())
""",
    ),
    (
        "    return step.output\n",
        """    reader = read(weighed=step.outputs["made"], beside=numbers)
    return reader.set_caching_options(enable_caching=False).output
""",
    ),
    ("import Artifact, Input", "import Artifact, Input, Output"),
)
"""What makes the cached step return a file, which another step reads."""
TAGGED = '"python-app:" + VERSION'
WAYS = {
    "least": {"IMAGE": TAGGED, "EMBEDDED": "None", "KEY": "None"},
    "key": {"IMAGE": '"python-app"', "EMBEDDED": "None", "KEY": "VERSION"},
    "most": {"IMAGE": TAGGED, "EMBEDDED": '"helpers"', "KEY": "None"},
}
"""What stands for the capitals: an image's tag is the version of whatever is inside it."""
ONLY_TUNED = Unsupported(
    "its step runs pipelines, and the default lane installs kfp with --no-deps, enough to be run by one",
    "from kfp import local, in a component's fresh process: No module named 'docstring_parser'",
)


@component
def observe(flow: str, change: str) -> dict[str, Any]:
    from dataclasses import asdict

    from shared.steps.rerun import observe_rerun

    return asdict(observe_rerun(flow, change))


def flow_of(way: str, change: str = "") -> str:
    """Write the project's ``flow.py``; where what is returned will change, the step returns a file."""
    text = FLOW
    for old, new in AS_FILE if change == "returned-file" else ():
        text = text.replace(old, new)
    for name, value in WAYS[way].items():
        text = text.replace(f"={name}", f"={value}")
    return text


def build(size: Size) -> object:
    if IMAGE_VARIABLE not in os.environ:
        return ONLY_TUNED
    text = flow_of(str(size["way"]), str(size.get("case", "")))

    @dsl.pipeline(name="cached")
    def cached_pipeline(change: str) -> dict[str, Any]:
        return observe(flow=text, change=change).output

    return cached_pipeline


cached_pipeline = build({"way": "least"})
