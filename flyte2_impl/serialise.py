"""What a deployment of Flyte 2 sends: a specification of each task and, unless it is in the image, the code.

``flyte.deploy(…, dry_run=True)`` makes both without a server. No graph is among them: which task calls
which is known once the calling one runs.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

import flyte
from flyte import _deploy

VERSION = "v1"


def write_deployment(task: Any, directory: Path, *, bundle: bool) -> tuple[Path, ...]:
    """Write ``NAME.pb`` for every task of the environment and, for a bundle, the archive of modules."""
    search_path = sys.path[:]
    # Nobody answers there: a dry run asks nobody, and yet wants to know whom it would ask.
    flyte.init(
        endpoint="dns:///localhost:1",
        insecure=True,
        project="fvk",
        domain="development",
        root_dir=root_of(task),
    )
    log = directory / "deployed.log"
    with log.open("w", encoding="utf-8") as printed, redirect_stdout(printed), _no_image_built():
        (deployment,) = flyte.deploy(
            task.parent_env(),
            dry_run=True,
            version=VERSION,
            copy_style="loaded_modules" if bundle else "none",
        )
    # Each init adds the root once more, and every task's specification would tell of it.
    sys.path[:] = search_path
    environments: Any = deployment.envs.values()
    specs = [one.deployed_task for environment in environments for one in environment.deployed_entities]
    archives = {_archive(spec) for spec in specs} if bundle else set()
    files = [Path(shutil.copy2(archive, directory)) for archive in archives]
    for spec in specs:
        # A dry run names a temporary file where a deployment names what it uploaded.
        words = spec.task_template.container.args
        words[:] = [Path(word).name if word in archives else word for word in words]
        file = directory / f"{spec.task_template.id.name}.pb"
        file.write_bytes(spec.SerializeToString(deterministic=True))
        files.append(file)
    return tuple(sorted(files))


@contextmanager
def _no_image_built() -> Iterator[None]:
    """Let a deployment name its images: even a dry run would build them first, and push them."""
    build = _deploy._build_image_bg

    async def name(env_name: str, image: Any) -> tuple[str, str, None]:
        return env_name, image.uri, None

    vars(_deploy)["_build_image_bg"] = name
    try:
        yield
    finally:
        vars(_deploy)["_build_image_bg"] = build


def longest_argument(files: tuple[Path, ...]) -> int:
    """Bytes of the longest argument of any task's command, as deployed."""
    from flyteidl2.task.task_definition_pb2 import TaskSpec

    specs = [TaskSpec.FromString(file.read_bytes()) for file in files if file.suffix == ".pb"]
    return max(
        (len(word.encode()) for spec in specs for word in spec.task_template.container.args), default=0
    )


def root_of(task: Any) -> Path:
    """What the pod's module name is relative to."""
    module = sys.modules[task.func.__module__]
    return Path(str(module.__file__)).parents[module.__name__.count(".")]


def _archive(spec: Any) -> str:
    words = list(spec.task_template.container.args)
    return str(words[words.index("--tgz") + 1])
