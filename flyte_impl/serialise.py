"""A workflow as the files that ``pyflyte package`` makes of it."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from flytekit.configuration import ImageConfig, SerializationSettings
from flytekit.core.context_manager import FlyteContextManager
from flytekit.core.launch_plan import LaunchPlan
from flytekit.models.admin.workflow import WorkflowSpec
from flytekit.models.launch_plan import LaunchPlan as LaunchPlanModel
from flytekit.models.task import TaskSpec
from flytekit.tools.serialize_helpers import persist_registrable_entities
from flytekit.tools.translator import get_serializable

from flyte_impl.lanes import IMAGE


def serialise(workflow: Any, directory: Path) -> tuple[Path, ...]:
    """Write one protobuf file for each task, sub-workflow, workflow and launch plan, and name them.

    ``N_NAME_1.pb`` is a task, ``_2`` a workflow and ``_3`` a launch plan.
    """
    settings = SerializationSettings(image_config=ImageConfig.auto(img_name=IMAGE))
    found: OrderedDict[Any, Any] = OrderedDict()  # flytekit answers from it, so it must be empty
    context = FlyteContextManager.current_context().with_serialization_settings(settings)
    with FlyteContextManager.with_context(context) as ctx:
        get_serializable(found, settings, workflow)
        get_serializable(found, settings, LaunchPlan.get_default_launch_plan(ctx, workflow))
    deployable = [
        entity for entity in found.values() if isinstance(entity, TaskSpec | WorkflowSpec | LaunchPlanModel)
    ]
    with (directory / "serialised.log").open("w", encoding="utf-8") as log, redirect_stdout(log):
        persist_registrable_entities(deployable, str(directory))
    return tuple(sorted(directory.glob("*.pb")))
