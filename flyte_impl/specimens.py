"""The adapter that takes a Flyte specimen through import, compile and run."""

from __future__ import annotations

import importlib
import sys
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

IMAGE = "localhost/specimen:v1"
"""Never pulled: specimens are compiled for it, and run without it."""

SDK = "flytekit"
HANDLE_ATTRIBUTES = (
    "is_",
    "is_false",
    "is_none",
    "is_true",
    "runs_before",
    "with_overrides",
)
"""Of what a step's call gives inside a pipeline: the SDK's own attributes, to tell them from the step's."""


class Specimens:
    """Flytekit: the package it serialises is the module it imported; the local run is a call."""

    sdk = SDK
    command_stage = "run"

    def warm_up(self) -> None:
        """Import the SDK, and put its replacement of Python's own traceback printer away."""
        printer = sys.excepthook
        for module in (self.sdk, "flytekit.tools.translator"):
            importlib.import_module(module)

        sys.excepthook = printer

    def compile(self, pipeline: Any, directory: Path) -> str:
        """Serialise the workflow, all that it uses and its launch plans; answer them as JSON."""
        from flytekit.configuration import Image, ImageConfig, SerializationSettings
        from flytekit.core.context_manager import FlyteContextManager, FlyteEntities
        from flytekit.core.launch_plan import LaunchPlan
        from flytekit.models.admin.workflow import WorkflowSpec
        from flytekit.models.launch_plan import LaunchPlan as LaunchPlanSpec
        from flytekit.models.task import TaskSpec
        from flytekit.tools.translator import get_serializable
        from google.protobuf.json_format import MessageToJson

        images = ImageConfig(default_image=Image.look_up_image_info("default", IMAGE))
        settings = SerializationSettings(image_config=images, project="p", domain="d", version="v1")
        context = FlyteContextManager.current_context().with_serialization_settings(settings)
        found: OrderedDict[Any, Any] = OrderedDict()
        with FlyteContextManager.with_context(context) as active:
            get_serializable(found, settings, pipeline)
            LaunchPlan.get_default_launch_plan(active, pipeline)
            for plan in FlyteEntities.entities:
                if isinstance(plan, LaunchPlan) and plan.workflow is pipeline:
                    get_serializable(found, settings, plan)
        registered = (TaskSpec, WorkflowSpec, LaunchPlanSpec)
        entities = [one for one in found.values() if isinstance(one, registered)]
        directory.mkdir(parents=True)
        for number, entity in enumerate(entities):
            (directory / f"{number}.pb").write_bytes(entity.serialize_to_string())
        return "\n".join(MessageToJson(entity.to_flyte_idl()) for entity in entities)

    def run(self, pipeline: Any, inputs: Mapping[str, Any], directory: Path, caching: bool) -> Any:
        """Call the workflow. Its local cache is on unless the environment says otherwise."""
        from flytekit.core.context_manager import FlyteContextManager
        from flytekit.core.data_persistence import FileAccessProvider

        del caching
        access = FileAccessProvider(str(directory / "sandbox"), str(directory / "raw"))
        context = FlyteContextManager.current_context().with_file_access(access)
        with FlyteContextManager.with_context(context):
            types = pipeline.python_interface.inputs
            result = pipeline(**{name: _native(types[name], value) for name, value in inputs.items()})
        names = list(pipeline.python_interface.outputs)
        if len(names) > 1:
            return dict(zip(names, result, strict=True))
        return result

    def command(self, path: Path, inputs: Mapping[str, str], directory: Path) -> str:
        """Run ``pyflyte run FILE pipeline --name value …``."""
        from click.testing import CliRunner
        from flytekit.clis.sdk_in_container.pyflyte import main

        del directory
        arguments = [part for name, value in inputs.items() for part in (f"--{name}", value)]
        result = CliRunner().invoke(main, ["run", str(path), "pipeline", *arguments], standalone_mode=False)
        if result.exception:
            raise result.exception
        return result.output


def _native(wanted: Any, value: Any) -> Any:
    """Make a dataclass of its fields, also inside a list; anything else is passed as it is."""
    if is_dataclass(wanted) and isinstance(wanted, type) and isinstance(value, dict):
        return wanted(**value)
    if get_origin(wanted) is list and isinstance(value, list):
        return [_native(get_args(wanted)[0], one) for one in value]
    return value
