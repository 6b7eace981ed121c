"""A Flyte task, cached in flytekit's local cache, is run twice: a task observes a project of its own."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte_impl.engine import FlyteEngine
    from shared.command_line import main

    main(FlyteEngine(), "cached")

from flytekit import task, workflow

from shared.contract import Size, Unsupported
from shared.steps.rerun import Observation, observe_rerun

FLOW = """
import hashlib
import inspect
import json
import os
import sys
from pathlib import Path
from typing import Annotated

os.environ["FLYTE_LOCAL_CACHE_ENABLED"] = "true"

import helper
from flytekit import Cache, HashMethod, task, workflow
from flytekit.core.cache import VersionParameters
from flytekit.types.file import FlyteFile
from helper import weight

VERSION = "1"


def content(file: FlyteFile) -> str:
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()


class Source:
    def get_version(self, salt: str, params: VersionParameters) -> str:
        text = salt + inspect.getsource(params.func) + inspect.getsource(helper)
        return hashlib.sha256(text.encode()).hexdigest()


@task(cache=CACHE)
def weigh(numbers: FlyteFile, factor: int) -> int:
    path = Path(numbers)
    with path.with_name("executions").open("a") as executions:
        executions.write("x")
    return factor * weight(path.read_text())


@workflow
def flow(numbers: NUMBERS, factor: int) -> int:
    return weigh(numbers=numbers, factor=factor)


Path(sys.argv[3]).write_text(json.dumps(flow(numbers=sys.argv[1], factor=int(sys.argv[2]))))
"""
AS_FILE = (
    ("factor: int) -> int:\n    path", "factor: int) -> FlyteFile:\n    path"),
    (
        "    return factor * weight(path.read_text())\n",
        """    made = Path(current_context().working_directory, "weight.txt")
    made.write_text(str(factor * weight(path.read_text())))
    return FlyteFile(str(made))


@task
def read(weighed: FlyteFile, beside: str) -> int:
    path = Path(weighed.download())
    Path(beside).with_name("returned").write_text(str(path))
    return int(path.read_text())
""",
    ),
    ("def flow(numbers: NUMBERS, factor: int)", "def flow(numbers: NUMBERS, factor: int, beside: str)"),
    (
        "return weigh(numbers=numbers, factor=factor)",
        "return read(weighed=weigh(numbers=numbers, factor=factor), beside=beside)",
    ),
    ("factor=int(sys.argv[2]))", "factor=int(sys.argv[2]), beside=sys.argv[1])"),
    ("import Cache, HashMethod, task", "import Cache, HashMethod, current_context, task"),
)
"""What makes the cached step return a file, which another step reads."""
WAYS = {
    "least": ("Cache(version=VERSION)", "FlyteFile"),
    "most": ("Cache(salt=VERSION, policies=[Source()])", "Annotated[FlyteFile, HashMethod(content)]"),
}
"""What stands for CACHE and NUMBERS."""
NO_KEY = Unsupported(
    "flytekit adds the author's version to the key; nothing replaces the key",
    "Cache(version='1', key='1'): TypeError, unexpected keyword argument 'key'",
)


@task
def observe(flow: str, change: str) -> Observation:
    return observe_rerun(flow, change)


def flow_of(way: str, change: str = "") -> str:
    """Write the project's ``flow.py``; where what is returned will change, the step returns a file."""
    cache, numbers = WAYS[way]
    text = FLOW
    for old, new in AS_FILE if change == "returned-file" else ():
        text = text.replace(old, new)
    return text.replace("cache=CACHE", f"cache={cache}").replace("numbers: NUMBERS", f"numbers: {numbers}")


def build(size: Size) -> object:
    if size["way"] == "key":
        return NO_KEY
    text = flow_of(str(size["way"]), str(size.get("case", "")))

    @workflow
    def cached_workflow(change: str) -> Observation:
        return observe(flow=text, change=change)

    return cached_workflow


cached_workflow = build({"way": "least"})
