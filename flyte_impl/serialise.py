"""A workflow as the files that ``pyflyte package`` makes of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

from flytekit.configuration import FastSerializationSettings, ImageConfig, SerializationSettings
from flytekit.constants import CopyFileDetection
from flytekit.core.context_manager import FlyteContextManager
from flytekit.core.launch_plan import LaunchPlan
from flytekit.image_spec.image_spec import ImageBuildEngine
from flytekit.models.admin.workflow import WorkflowSpec
from flytekit.models.launch_plan import LaunchPlan as LaunchPlanModel
from flytekit.models.task import TaskSpec
from flytekit.tools.fast_registration import FastPackageOptions, fast_package
from flytekit.tools.serialize_helpers import persist_registrable_entities
from flytekit.tools.translator import get_serializable

from flyte_impl.lanes import IMAGE

ROOT = Path(__file__).resolve().parents[1]
"""What the names of our modules are relative to."""


def package_code(directory: Path) -> Path:
    """Write the archive of loaded modules below ``ROOT`` that fast registration uploads: ``--copy auto``."""
    options = FastPackageOptions([], copy_style=CopyFileDetection.LOADED_MODULES)
    with (directory / "packaged.log").open("w", encoding="utf-8") as log, redirect_stdout(log):
        return Path(fast_package(ROOT, directory, options=options))


def serialise(
    workflow: Any, directory: Path, plan: LaunchPlan | None = None, *, fast: bool = False
) -> tuple[Path, ...]:
    """Write one protobuf file for each task, sub-workflow, workflow and launch plan, and name them.

    ``N_NAME_1.pb`` is a task, ``_2`` a workflow and ``_3`` a launch plan. An image that the workflow
    specifies is named and not built: flytekit would build and push it first, which is not compiling. With
    ``fast``, each task's command begins by downloading the code.
    """
    settings = SerializationSettings(
        image_config=ImageConfig.auto(img_name=IMAGE),
        fast_serialization_settings=FastSerializationSettings(enabled=True, destination_dir=".")
        if fast
        else None,
    )
    found: OrderedDict[Any, Any] = OrderedDict()  # flytekit answers from it, so it must be empty
    context = FlyteContextManager.current_context().with_serialization_settings(settings)
    with FlyteContextManager.with_context(context) as ctx, _no_image_built():
        get_serializable(found, settings, workflow)
        get_serializable(found, settings, plan or LaunchPlan.get_default_launch_plan(ctx, workflow))
    deployable = [
        entity for entity in found.values() if isinstance(entity, TaskSpec | WorkflowSpec | LaunchPlanModel)
    ]
    with (directory / "serialised.log").open("w", encoding="utf-8") as log, redirect_stdout(log):
        persist_registrable_entities(deployable, str(directory))
    return tuple(sorted(directory.glob("*.pb")))


@contextmanager
def _no_image_built() -> Iterator[None]:
    """Let flytekit name images without looking for a builder, a daemon or a registry."""
    build = vars(ImageBuildEngine)["build"]
    ImageBuildEngine.build = lambda *_: None
    try:
        yield
    finally:
        ImageBuildEngine.build = build
