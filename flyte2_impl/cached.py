"""A Flyte 2 task, cached in its local cache, is run twice: a task observes a project of its own."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte2_impl.engine import Flyte2Engine
    from shared.command_line import main

    main(Flyte2Engine(), "cached")

import flyte

from flyte2_impl.lanes import IMAGE
from shared.contract import Size
from shared.steps.rerun import Observation, observe_rerun

env = flyte.TaskEnvironment(name="cached", image=IMAGE)

FLOW = """
import hashlib
import inspect
import json
import sys
from pathlib import Path

import flyte
import helper
from flyte import Cache
from flyte.io import File
from helper import weight

VERSION = "1"
env = flyte.TaskEnvironment(name="flow")


class Source:
    def get_version(self, salt, params):
        text = salt + inspect.getsource(params.func) + inspect.getsource(helper)
        return hashlib.sha256(text.encode()).hexdigest()


@env.task(cache=CACHE)
async def weigh(numbers: File, executions: str, factor: int) -> int:
    with open(executions, "a") as counted:
        counted.write("x")
    return factor * weight(Path(await numbers.download()).read_text())


@env.task
async def flow(path: str, factor: int) -> int:
    executions = str(Path(path).with_name("executions"))
    return await weigh(NUMBERS, executions, factor)


flyte.init()
result = flyte.run(flow, path=sys.argv[1], factor=int(sys.argv[2])).outputs()[0]
Path(sys.argv[3]).write_text(json.dumps(result))
"""
AS_FILE = (
    ("factor: int) -> int:\n    with open", "factor: int) -> File:\n    with open"),
    (
        "    return factor * weight(Path(await numbers.download()).read_text())\n",
        """    Path("weight.txt").write_text(str(factor * weight(Path(await numbers.download()).read_text())))
    return await File.from_local("weight.txt")


@env.task
async def read(weighed: File, beside: str) -> int:
    Path(beside).with_name("returned").write_text(weighed.path.removeprefix("file://"))
    return int(Path(await weighed.download()).read_text())
""",
    ),
    (
        "return await weigh(NUMBERS, executions, factor)",
        "return await read(await weigh(NUMBERS, executions, factor), path)",
    ),
)
"""What makes the cached step return a file, which another step reads."""
EVERY_INPUT = '("numbers", "executions", "factor")'
BY_CONTENT = "hash_method=hashlib.sha256(Path(path).read_bytes()).hexdigest()"
WAYS = {
    "least": ("Cache('auto', salt=VERSION)", "await File.from_local(path)"),
    "key": (
        f"Cache('auto', version_override=VERSION, ignored_inputs={EVERY_INPUT})",
        "await File.from_local(path)",
    ),
    "most": (
        "Cache('auto', salt=VERSION, policies=[Source()])",
        f"await File.from_local(path, {BY_CONTENT})",
    ),
}
"""What stands for CACHE and NUMBERS."""


def flow_of(way: str, change: str = "") -> str:
    """Return the source of the flow; where what is returned will change, the cached step returns a file."""
    cache, numbers = WAYS[way]
    text = FLOW
    for old, new in AS_FILE if change == "returned-file" else ():
        text = text.replace(old, new)
    return text.replace("CACHE)", f"{cache})").replace("NUMBERS", numbers)


@env.task
async def observe(flow: str, change: str) -> Observation:
    return observe_rerun(flow, change)


def build(size: Size) -> object:
    text = flow_of(str(size["way"]), str(size.get("case", "")))

    @env.task
    async def cached_workflow(change: str) -> Observation:
        return await observe(text, change)

    return cached_workflow


cached_workflow = build({"way": "least"})
