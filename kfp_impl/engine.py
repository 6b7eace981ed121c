"""Kubeflow Pipelines as a contender: how to load, compile and run a workload with kfp."""

from __future__ import annotations

import json
import sys
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kfp_impl.image_names import IMAGE_VARIABLE, PREBUILT_IMAGE
from kfp_impl.lanes import (
    ENVIRONMENT,
    FORMS,
    LANES,
    RUNNER_SETTINGS,
    use_lane,
)
from shared.contract import Check, Cluster, Command, Interface, Size, Step, Unsupported, Values
from shared.distributions import LIBRARIES, installed
from shared.refusal import refusal_to_run
from shared.reimport import import_afresh
from shared.workloads import find

PACKAGE = __package__
NO_LOCAL_RUN = Unsupported(
    "kfp's SubprocessRunner refuses containerized components, which run in their image: see "
    "https://www.kubeflow.org/docs/components/pipelines/user-guides/core-functions/execute-kfp-pipelines-locally/",
    "local.init(SubprocessRunner(use_venv=False)): SubprocessRunner only supports running Lightweight Python "
    "Components",
)
SMALLEST_ONLY = "kfp dsl compile reads pipelines at module level, where only the smallest size stands"


@dataclass(frozen=True)
class KfpPipeline:
    """A traced pipeline, packaged for one lane."""

    workload: str
    size: Size
    lane: str
    pipeline: Any
    cannot_run: Unsupported | None = None
    """Why it can be compiled and not run here."""


class KfpEngine:
    """Drives kfp 2. Its modules are imported by the verbs, never by this module."""

    sdk = "kfp"
    lanes = LANES
    environment = ENVIRONMENT
    forms = FORMS
    form = ""
    requirements = ("kfp", "pip", *LIBRARIES)

    def versions(self) -> Mapping[str, str]:
        """Return the versions of kfp and of what does its work."""
        return installed("kfp", "kfp-pipeline-spec", "kfp-server-api", "kubernetes", "protobuf", "pyarrow")

    def load(self, workload: str, size: Size, lane: str) -> KfpPipeline | Unsupported:
        """Import the module; kfp traces the pipeline and builds its specification as it is decorated."""
        if not self._file(workload).exists():
            return Unsupported(f"no {'/'.join((PACKAGE, *self._folder(), workload))}.py")
        with use_lane(lane):
            if self.form:
                import_afresh(f"{PACKAGE}.{self.form}.components.{workload}")
            module = import_afresh(".".join((PACKAGE, *self._folder(), workload)))
            pipeline = module.build(size)
        if isinstance(pipeline, Unsupported):
            return pipeline
        return KfpPipeline(workload, size, lane, pipeline, refusal_to_run(module, size))

    def _folder(self) -> tuple[str, ...]:
        return (self.form,) if self.form else ()

    def _image(self, pipeline: KfpPipeline, directory: Path) -> Path:
        from kfp_impl.containerized.image_files import build_context

        components = Path(__file__).parent / self.form / "components" / f"{pipeline.workload}.py"
        return build_context(components, directory / "image")

    def _file(self, workload: str) -> Path:
        return Path(__file__).parent.joinpath(*self._folder(), f"{workload}.py")

    def load_file(self, file: Path, name: str, lane: str) -> KfpPipeline | Unsupported:
        """Import somebody's own file, which decorates and traces, and find its pipeline ``name``."""
        from kfp_impl.theirs import COMPILED, compiled_elsewhere, find, older_than_kfp_2, read_compiled
        from shared.their_file import import_file

        compiled = file.suffix in COMPILED
        try:
            pipeline = read_compiled(file, name) if compiled else find(import_file(file), name)
        except (AttributeError, ImportError) as error:
            if refusal := older_than_kfp_2(file, error):
                return refusal
            raise
        if isinstance(pipeline, Unsupported):
            return pipeline
        # The default lane installs what a compiled file asks for.
        elsewhere = compiled_elsewhere(file) if compiled and lane == "tuned" else None
        return KfpPipeline(pipeline.name, {}, lane, pipeline, elsewhere)

    def cannot_run(self, pipeline: KfpPipeline) -> Unsupported | None:
        """Tell why it can be compiled and not run here, if so."""
        return pipeline.cannot_run

    def interface(self, pipeline: KfpPipeline) -> Interface:
        """Tell what a pipeline takes, gives and needs."""
        from kfp_impl.their_needs import interface

        return interface(pipeline.pipeline)

    def compile(self, pipeline: KfpPipeline, directory: Path) -> tuple[Path, ...]:
        """Write the YAML that ``kfp dsl compile`` writes."""
        from kfp.compiler import Compiler

        target = directory / f"{pipeline.workload}.yaml"
        Compiler().compile(pipeline.pipeline, str(target))
        return (target,)

    def longest_argument(self, files: tuple[Path, ...]) -> int:
        """Return the bytes of the longest argument of any compiled command."""
        from kfp_impl.pods import longest_argument

        return longest_argument(files)

    def run(self, pipeline: KfpPipeline, inputs: Values, directory: Path) -> Values | Unsupported:
        """Run with ``kfp.local``: one process after the other for every component."""
        if pipeline.cannot_run:
            return pipeline.cannot_run
        from kfp import local

        from kfp_impl.values import to_values

        if self.form:
            return NO_LOCAL_RUN
        # Anew for each run: kfp removes the workspace that init made after the first pipeline.
        runner = local.SubprocessRunner(**RUNNER_SETTINGS[pipeline.lane])
        local.init(runner, pipeline_root=str(directory))
        return to_values(pipeline.pipeline(**inputs).outputs)

    def steps(
        self, pipeline: KfpPipeline, inputs: Values, directory: Path
    ) -> Generator[Step, None, Values] | Unsupported:
        """Yield the container command of each task of the compiled pipeline."""
        from kfp_impl.pods import pod_steps

        if pipeline.cannot_run:
            return pipeline.cannot_run
        (compiled,) = self.compile(pipeline, directory)
        image = self._image(pipeline, directory) if self.form else None
        return pod_steps(compiled, inputs, directory, image)

    def run_in_containers(
        self, pipeline: KfpPipeline, inputs: Values, directory: Path
    ) -> Values | Unsupported:
        """Run with ``kfp.local.DockerRunner``: one container after the other for every component."""
        if pipeline.cannot_run:
            return pipeline.cannot_run
        from kfp import local

        from kfp_impl.values import to_values

        local.init(local.DockerRunner(), pipeline_root=str(directory))
        return to_values(pipeline.pipeline(**inputs).outputs)

    def shipped(self, step: Step, archive: Path) -> Unsupported:  # noqa: ARG002
        """Refuse: a component's own source is in the specification, and other modules in it or the image."""
        return Unsupported("KFP's launcher fetches no modules: they are in the specification or in the image")

    def commands(self, workload: str, size: Size, lane: str) -> Mapping[str, Command | Unsupported]:
        """Return ``kfp dsl compile``, and the script, since kfp has no command that runs a pipeline here."""
        environment = dict(ENVIRONMENT[lane])
        if lane == "tuned":
            environment[IMAGE_VARIABLE] = PREBUILT_IMAGE
        file = str(self._file(workload))
        if not self._file(workload).exists():
            missing = Unsupported(f"no {'/'.join((PACKAGE, *self._folder(), workload))}.py")
            return {"compile": missing, "run": missing}
        sized = ("--size", json.dumps(dict(size)), "--lane", lane)
        run = Command((sys.executable, file, *sized), environment, _last_line)
        return {
            "compile": _compile_command(workload, size, file, environment),
            "run": NO_LOCAL_RUN if self.form else run,
        }

    def remote(self, pipeline: Any, inputs: Values, cluster: Cluster) -> Any:
        """Submit to the reader's cluster."""
        from kfp_impl import remote

        return self.cannot_run(pipeline) or remote.remote(pipeline, inputs, cluster)

    def find_remote(self, pipeline: Any, cluster: Cluster) -> Any:
        """Find a run by its name."""
        from kfp_impl import remote

        return remote.find(cluster, pipeline)

    def check_cluster(self, cluster: Cluster) -> Sequence[Check]:
        """Say who answers."""
        from kfp_impl import remote

        return remote.check(cluster)

    def clean_cluster(self, cluster: Cluster, runs: Sequence[str]) -> Sequence[str]:
        """Remove what was made."""
        from kfp_impl import remote

        return remote.clean(cluster, runs)


def pipeline_name(workload: str) -> str:
    """Return the name that the workload's pipeline of the smallest size has in its module."""
    return f"{workload}_pipeline"


def _compile_command(
    workload: str, size: Size, file: str, environment: Mapping[str, str]
) -> Command | Unsupported:
    if size != find(workload).smallest:
        return Unsupported(SMALLEST_ONLY)
    kfp = str(Path(sys.executable).with_name("kfp"))
    target = ("--output", f"{workload}.yaml", "--function", pipeline_name(workload))
    return Command((kfp, "dsl", "compile", "--py", file, *target), environment)


def _last_line(printed: str, directory: Path) -> Values:  # noqa: ARG001
    return dict(json.loads(printed.strip().splitlines()[-1]))
