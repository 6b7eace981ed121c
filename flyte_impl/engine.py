"""Flyte as a contender: how to load, compile and run a workload with flytekit."""

from __future__ import annotations

import json
import sys
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from flyte_impl.lanes import ENVIRONMENT, FORMS, IMAGE, LANES
from shared.contract import Check, Cluster, Command, Interface, Size, Step, Unsupported, Values
from shared.distributions import LIBRARIES, installed
from shared.refusal import refusal_to_run
from shared.reimport import import_afresh
from shared.workloads import find

PACKAGE = __package__
SMALLEST_ONLY = "pyflyte reads workflows at module level, where only the smallest size stands"


@dataclass(frozen=True)
class FlytePipeline:
    """A traced workflow."""

    workload: str
    size: Size
    workflow: Any
    cannot_run: Unsupported | None = None
    """Why it can be compiled and not run here."""
    plan: Any = None
    """The launch plan that was named, if it was one."""
    given: Mapping[str, Any] = field(default_factory=dict)
    """Inputs that it, or the signature of a lone task, gives."""


class FlyteEngine:
    """Drives flytekit 1. Its modules are imported by the verbs, never by this module."""

    sdk = "flytekit"
    lanes = LANES
    environment = ENVIRONMENT
    forms = FORMS
    form = ""
    requirements = ("flytekit", *LIBRARIES)

    def versions(self) -> Mapping[str, str]:
        """Return the versions of flytekit and of what does its work."""
        return installed("flytekit", "flyteidl", "protobuf", "grpcio", "mashumaro", "pyarrow")

    def load(self, workload: str, size: Size, lane: str) -> FlytePipeline | Unsupported:  # noqa: ARG002
        """Import the module and trace the workflow; flytekit by itself traces at first use."""
        if not Path(__file__).with_name(f"{workload}.py").exists():
            return Unsupported(f"no {PACKAGE}/{workload}.py")
        _forget_loaded()
        module = import_afresh(f"{PACKAGE}.{workload}")
        workflow = module.build(size)
        if isinstance(workflow, Unsupported):
            return workflow
        workflow.compile()
        return FlytePipeline(workload, size, workflow, refusal_to_run(module, size))

    def load_file(self, file: Path, name: str, lane: str) -> FlytePipeline | Unsupported:  # noqa: ARG002
        """Import somebody's own file and trace its workflow ``name``."""
        from flyte_impl.theirs import cannot_run, find
        from shared.their_file import import_file

        _forget_loaded()
        found = find(import_file(file), name)
        if isinstance(found, Unsupported):
            return found
        if hasattr(found.workflow, "compile"):  # an imperative workflow is traced as it is written
            found.workflow.compile()
        return FlytePipeline(name, {}, found.workflow, cannot_run(found), found.plan, found.given)

    def cannot_run(self, pipeline: FlytePipeline) -> Unsupported | None:
        """Tell why it can be compiled and not run here, if so."""
        return pipeline.cannot_run

    def interface(self, pipeline: FlytePipeline) -> Interface:
        """Tell what a workflow takes, gives and needs."""
        from flyte_impl.their_needs import interface
        from flyte_impl.theirs import Found

        return interface(Found(pipeline.workflow, pipeline.plan, pipeline.given))

    def compile(self, pipeline: FlytePipeline, directory: Path) -> tuple[Path, ...]:
        """Write what ``pyflyte package`` puts into its archive: protobuf files and, if it is fast, code."""
        from flyte_impl.serialise import package_code, serialise

        files = serialise(pipeline.workflow, directory, pipeline.plan, fast=bool(self.form))
        return (*files, package_code(directory)) if self.form else files

    def longest_argument(self, files: tuple[Path, ...]) -> int:
        """Return the bytes of the longest argument of any compiled command."""
        from flyte_impl.pods import longest_argument

        return longest_argument(files)

    def run(self, pipeline: FlytePipeline, inputs: Values, directory: Path) -> Values | Unsupported:  # noqa: ARG002
        """Call the workflow: flytekit runs every task in this process, one after the other."""
        if pipeline.cannot_run:
            return pipeline.cannot_run
        from flyte_impl.values import to_native, to_values

        native = {**pipeline.given, **to_native(pipeline.workflow, inputs)}
        outputs = pipeline.workflow(**native)
        return to_values(pipeline.workflow, outputs)

    def steps(
        self, pipeline: FlytePipeline, inputs: Values, directory: Path
    ) -> Generator[Step, None, Values] | Unsupported:
        """Yield ``pyflyte-execute …`` of each node of the serialised workflow."""
        from flyte_impl.pods import pod_steps

        if pipeline.cannot_run:
            return pipeline.cannot_run
        compiled = directory / "compiled"
        compiled.mkdir()
        self.compile(pipeline, compiled)
        return pod_steps(pipeline.workflow, compiled, inputs, directory, pipeline.given)

    def run_in_containers(self, pipeline: FlytePipeline, inputs: Values, directory: Path) -> Unsupported:  # noqa: ARG002
        """Refuse: only a ContainerTask starts a container here."""
        return Unsupported(
            "flytekit runs Python tasks in its own process: pyflyte run has --remote and nothing between",
            attempt="pyflyte run FILE WORKFLOW",
        )

    def shipped(self, step: Step, archive: Path) -> Step:
        """Put before the command what fast registration makes a pod execute."""
        fetch = (
            "pyflyte-fast-execute",
            "--additional-distribution",
            str(archive),
            "--dest-dir",
            "/root",
            "--",
        )
        return replace(step, argv=(*fetch, *step.argv))

    def commands(self, workload: str, size: Size, lane: str) -> Mapping[str, Command | Unsupported]:
        """Return ``pyflyte package`` and ``pyflyte run``."""
        if size != find(workload).smallest:
            refusal = Unsupported(SMALLEST_ONLY)
            return {"compile": refusal, "run": refusal}
        pyflyte = str(Path(sys.executable).with_name("pyflyte"))
        package = ("--pkgs", f"{PACKAGE}.{workload}", "package", "--image", IMAGE, "--output", "package.tgz")
        copied = ("--copy", "auto") if self.form else ()
        file = str(Path(__file__).with_name(f"{workload}.py"))
        inputs = find(workload).inputs(size).items()
        options = [text for name, value in inputs for text in (f"--{name}", _option(value))]
        return {
            "compile": Command((pyflyte, *package, *copied), ENVIRONMENT[lane]),
            "run": Command(
                (pyflyte, "run", file, workflow_name(workload), *options), ENVIRONMENT[lane], _printed_outputs
            ),
        }

    def remote(self, pipeline: Any, inputs: Values, cluster: Cluster) -> Any:
        """Submit to the reader's cluster."""
        from flyte_impl import remote

        return self.cannot_run(pipeline) or remote.remote(pipeline, inputs, cluster)

    def find_remote(self, pipeline: Any, cluster: Cluster) -> Any:
        """Find a run by its name."""
        from flyte_impl import remote

        return remote.find(cluster, pipeline)

    def check_cluster(self, cluster: Cluster) -> Sequence[Check]:
        """Say who answers."""
        from flyte_impl import remote

        return remote.check(cluster)

    def clean_cluster(self, cluster: Cluster, runs: Sequence[str]) -> Sequence[str]:
        """Remove what was made."""
        from flyte_impl import remote

        return remote.clean(cluster, runs)


def workflow_name(workload: str) -> str:
    """Return the name that the workload's workflow of the smallest size has in its module."""
    return "run_training_workflow" if workload == "training" else f"{workload}_workflow"


def _forget_loaded() -> None:
    """Drop flytekit's lists of everything ever decorated, which would answer for a fresh import."""
    from flytekit.core.context_manager import FlyteEntities
    from flytekit.core.launch_plan import LaunchPlan

    FlyteEntities.entities.clear()
    LaunchPlan.CACHE.clear()


def _option(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _printed_outputs(printed: str, directory: Path) -> Values | None:  # noqa: ARG001
    from flyte_impl.values import from_printed

    return from_printed(printed)
