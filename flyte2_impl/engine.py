"""Flyte 2 as a contender: how to load and run a workload with flyte."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flyte2_impl.lanes import ENVIRONMENT, FORMS, LANES
from shared.contract import Check, Cluster, Command, Interface, Size, Step, Unsupported, Values
from shared.distributions import LIBRARIES, installed
from shared.refusal import refusal_to_run
from shared.reimport import import_afresh
from shared.workloads import find

PACKAGE = __package__
SMALLEST_ONLY = Unsupported("flyte run reads tasks at module level, where only the smallest size stands")
DEPLOY_SMALLEST_ONLY = Unsupported(
    "flyte deploy reads tasks at module level, where only the smallest size stands"
)


@dataclass(frozen=True)
class Flyte2Pipeline:
    """A decorated task that calls the others."""

    workload: str
    size: Size
    task: Any
    cannot_run: Unsupported | None = None
    """Why it can be compiled and not run here."""


class Flyte2Engine:
    """Drives flyte 2. Its modules are imported by the verbs, never by this module."""

    sdk = "flyte"
    lanes = LANES
    environment = ENVIRONMENT
    forms = FORMS
    form = ""
    requirements = ("flyte", *LIBRARIES)

    def versions(self) -> Mapping[str, str]:
        """Return the versions of flyte and of what does its work."""
        return installed("flyte", "flyteidl2", "protobuf", "mashumaro", "pydantic", "pyarrow")

    def load(self, workload: str, size: Size, lane: str) -> Flyte2Pipeline | Unsupported:  # noqa: ARG002
        """Import the module, which decorates every task; nothing is traced."""
        if not Path(__file__).with_name(f"{workload}.py").exists():
            return Unsupported(f"no {PACKAGE}/{workload}.py")
        module = import_afresh(f"{PACKAGE}.{workload}")
        task = module.build(size)
        if isinstance(task, Unsupported):
            return task
        return Flyte2Pipeline(workload, size, task, refusal_to_run(module, size))

    def load_file(self, file: Path, name: str, lane: str) -> Flyte2Pipeline | Unsupported:  # noqa: ARG002
        """Import somebody's own file and take its task ``name``."""
        from flyte2_impl.theirs import find
        from shared.their_file import import_file

        task = find(import_file(file), name)
        return task if isinstance(task, Unsupported) else Flyte2Pipeline(name, {}, task)

    def cannot_run(self, pipeline: Flyte2Pipeline) -> Unsupported | None:
        """Tell why it can be compiled and not run here, if so."""
        return pipeline.cannot_run

    def interface(self, pipeline: Flyte2Pipeline) -> Interface:
        """Tell what a task takes, gives and needs, as far as it can be told before it runs."""
        from flyte2_impl.their_needs import interface

        return interface(pipeline.task)

    def compile(self, pipeline: Flyte2Pipeline, directory: Path) -> tuple[Path, ...]:
        """Write what a deployment would send: a specification of each task, and a bundle of code."""
        from flyte2_impl.serialise import write_deployment

        return write_deployment(pipeline.task, directory, bundle=bool(self.form))

    def longest_argument(self, files: tuple[Path, ...]) -> int:
        """Return the bytes of the longest argument of any deployed command."""
        from flyte2_impl.serialise import longest_argument

        return longest_argument(files)

    def run(self, pipeline: Flyte2Pipeline, inputs: Values, directory: Path) -> Values | Unsupported:
        """Run locally: every task in this process, those that are awaited together side by side."""
        if pipeline.cannot_run:
            return pipeline.cannot_run
        import flyte

        from flyte2_impl.values import to_native, to_values

        flyte.init()
        # Without a path it writes below /tmp/flyte, where every run of a machine meets.
        here = flyte.with_runcontext(mode="local", raw_data_path=str(directory))
        return to_values(here.run(pipeline.task, **to_native(pipeline.task, inputs)).outputs())

    def steps(
        self, pipeline: Flyte2Pipeline, inputs: Values, directory: Path
    ) -> Generator[Step, None, Values] | Unsupported:
        """Yield ``a0 …`` of each task that the workflow's task calls."""
        from flyte2_impl.pods import pod_steps

        if pipeline.cannot_run:
            return pipeline.cannot_run
        archive = None
        if self.form:
            (directory / "deployed").mkdir()
            files = self.compile(pipeline, directory / "deployed")
            archive = next(file for file in files if file.suffix == ".gz")
        return pod_steps(pipeline.task, inputs, directory, archive)

    def run_in_containers(self, pipeline: Flyte2Pipeline, inputs: Values, directory: Path) -> Unsupported:  # noqa: ARG002
        """Refuse: its local mode is this process."""
        return Unsupported(
            "flyte runs tasks in its own process: with_runcontext takes the modes local, remote and hybrid",
            attempt="flyte.with_runcontext(mode='local')",
        )

    def shipped(self, step: Step, archive: Path) -> Step:
        """Name the code bundle as a deployment with ``copy_style`` does."""
        return replace(step, argv=(step.argv[0], "--tgz", str(archive), "--dest", "/root", *step.argv[1:]))

    def commands(self, workload: str, size: Size, lane: str) -> Mapping[str, Command | Unsupported]:
        """Return ``flyte deploy --dry-run`` and ``flyte run --local``."""
        if size != find(workload).smallest:
            return {"compile": DEPLOY_SMALLEST_ONLY, "run": SMALLEST_ONLY}
        flyte = str(Path(sys.executable).with_name("flyte"))
        inputs = find(workload).inputs(size).items()
        options = [text for name, value in inputs for text in (f"--{name}", _option(value))]
        run = (flyte, "--output-format", "json", "run", "--local", _path_from_here(f"{workload}.py"))
        server = ("--endpoint", "dns:///localhost:1", "--insecure")
        deploy = ("deploy", "--dry-run", "--version", "v1", "--project", "fvk", "--domain", "development")
        style = ("--copy-style", "loaded_modules" if self.form else "none")
        root = ("--root-dir", str(Path(__file__).parents[1]))
        file = str(Path(__file__).with_name(f"{workload}.py"))
        return {
            "compile": Command((flyte, *server, *deploy, *style, *root, file, "env"), ENVIRONMENT[lane]),
            "run": Command((*run, task_name(workload), *options), ENVIRONMENT[lane], _printed_outputs),
        }

    def remote(self, pipeline: Any, inputs: Values, cluster: Cluster) -> Any:
        """Submit to the reader's cluster."""
        from flyte2_impl import remote

        return self.cannot_run(pipeline) or remote.remote(pipeline, inputs, cluster)

    def find_remote(self, pipeline: Any, cluster: Cluster) -> Any:
        """Find a run by its name."""
        from flyte2_impl import remote

        return remote.find(cluster, pipeline)

    def check_cluster(self, cluster: Cluster) -> Sequence[Check]:
        """Say who answers."""
        from flyte2_impl import remote

        return remote.check(cluster)

    def clean_cluster(self, cluster: Cluster, runs: Sequence[str]) -> Sequence[str]:
        """Remove what was made."""
        from flyte2_impl import remote

        return remote.clean(cluster, runs)


def task_name(workload: str) -> str:
    """Return the name that the workload's task of the smallest size has in its module."""
    return f"{workload}_workflow"


def _path_from_here(file: str) -> str:
    # flyte run takes no absolute path outside of the directory that it is started in.
    return os.path.relpath(Path(__file__).with_name(file))


def _option(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _printed_outputs(printed: str, directory: Path) -> Values | None:  # noqa: ARG001
    from flyte2_impl.values import from_printed

    return from_printed(printed)
