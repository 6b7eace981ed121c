"""The adapter that takes a Flyte 2 specimen through import, compile and run."""

from __future__ import annotations

import asyncio
import importlib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SDK = "flyte"
HANDLE_ATTRIBUTES = ("aio", "forward", "override")
"""Of a step inside a pipeline: the SDK's own attributes, to tell them from the step's."""

BENEATH = ("aiofiles", "fsspec", "google.protobuf.json_format", "mashumaro", "pydantic", "rich_click")
"""Most of what importing the SDK takes."""


class Specimens:
    """Flyte 2: every task of the environment is described as for a server; the local run is its own."""

    sdk = SDK
    command_stage = "run"

    def warm_up(self) -> None:
        """Import what the SDK imports, but not itself: importing it starts a thread, which no fork has."""
        for module in BENEATH:
            importlib.import_module(module)

    def compile(self, pipeline: Any, directory: Path) -> str:
        """Describe every task of the environment, as a deployment would; answer them as JSON.

        It is the nearest to compiling: who calls whom is in no description.
        """
        from flyte._internal.runtime.task_serde import translate_task_to_wire
        from flyte.models import SerializationContext
        from google.protobuf.json_format import MessageToJson

        directory.mkdir(parents=True)
        root = Path(str(sys.modules[pipeline.func.__module__].__file__)).resolve().parent
        told = SerializationContext(version="v1", project="p", domain="d", org="o", root_dir=root)
        environments = (pipeline.parent_env(), *pipeline.parent_env().depends_on)
        tasks = [task for environment in environments for task in environment.tasks.values()]
        specs = [translate_task_to_wire(task, told) for task in tasks]
        specs += [one for task, spec in zip(tasks, specs, strict=True) for one in _triggers(task, spec)]
        for number, spec in enumerate(specs):
            (directory / f"{number}.pb").write_bytes(spec.SerializeToString())
        return "\n".join(map(MessageToJson, specs))

    def run(self, pipeline: Any, inputs: Mapping[str, Any], directory: Path, caching: bool) -> Any:
        """Run locally; a task's cache is on where the task says so."""
        import flyte

        from flyte2_impl.values import to_native

        del caching
        flyte.init()
        here = flyte.with_runcontext(mode="local", raw_data_path=str(directory / "raw"))
        outputs = here.run(pipeline, **to_native(pipeline, inputs)).outputs()
        if not pipeline.native_interface.outputs:
            return None
        return outputs[0] if len(outputs) == 1 else dict(zip(outputs._fields, outputs, strict=True))

    def command(self, path: Path, inputs: Mapping[str, str], directory: Path) -> str:
        """Run ``flyte run --local FILE pipeline --name value …``."""
        import os

        from click.testing import CliRunner
        from flyte.cli.main import main

        del directory
        arguments = [part for name, value in inputs.items() for part in (f"--{name}", value)]
        here = os.path.relpath(path)
        result = CliRunner().invoke(
            main, ["run", "--local", here, "pipeline", *arguments], standalone_mode=False
        )
        if result.exception:
            raise result.exception
        return result.output


def _triggers(task: Any, spec: Any) -> list[Any]:
    """Describe what starts the task by itself, such as a schedule."""
    from flyte._internal.runtime.convert import convert_upload_default_inputs
    from flyte._internal.runtime.trigger_serde import to_task_trigger

    async def described() -> list[Any]:
        defaults = await convert_upload_default_inputs(task.interface)
        inputs = spec.task_template.interface.inputs
        return [await to_task_trigger(one, task.name, inputs, defaults) for one in task.triggers]

    return asyncio.run(described()) if task.triggers else []
