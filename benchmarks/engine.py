"""The Engine protocol: what a contender must be able to do to take part.

An engine is found by its entry point in the group ``fvk.engines`` and imported only inside the
process that measures it. It is structural: an engine inherits from nothing, and a verb that its SDK
does not have answers :class:`~shared.contract.Unsupported`. Whatever the harness asks of an engine stands
here; :class:`~shared.engine_defaults.EngineDefaults` answers what an engine leaves out.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from shared.contract import (
    Check,
    Cluster,
    Command,
    Interface,
    RunState,
    Size,
    Span,
    Step,
    Unsupported,
    Values,
)

Pipeline = Any
"""Whatever object the SDK calls a pipeline or workflow: opaque to the harness."""


class Engine(Protocol):
    """One contender's adapter. Importing its module must not import the SDK."""

    sdk: str
    """The module that an author imports, such as ``"flytekit"``; empty for plain Python."""
    lanes: Mapping[str, str]
    """Lane name (``default``, ``tuned``) to one line on what it sets, beside ``FAIRNESS.md``. An engine with
    nothing to tune says so in both; it takes no part in the cells of a lane that is not here."""
    environment: Mapping[str, Mapping[str, str]]
    """Lane name to the environment variables that every process of that lane gets."""
    forms: Mapping[str, str]
    """Each way that the SDK documents for the same pipelines to one line on it. The first has the empty name
    and is what ``--engine NAME`` means; any other is ``--engine NAME:FORM``. One way needs no entry."""
    form: str
    """The form that this process is to take; set before any verb is called."""
    requirements: Sequence[str]
    """Distributions that an environment of its own must have, the SDK's first."""

    def versions(self) -> Mapping[str, str]:
        """Installed distributions that make up this contender, by name, for the fingerprint."""

    def load(self, workload: str, size: Size, lane: str) -> Pipeline | Unsupported:
        """Import, decorate and trace. A second call in one process must do all of it again."""

    def load_file(self, file: Path, name: str, lane: str) -> Pipeline | Unsupported:
        """The same for somebody's own file, where it stands; an empty ``name`` means its only pipeline."""

    def cannot_run(self, pipeline: Pipeline) -> Unsupported | None:
        """Why a pipeline that loads and compiles cannot run here; ``None`` if it can."""

    def interface(self, pipeline: Pipeline) -> Interface:
        """What a loaded pipeline takes, gives and needs."""

    def compile(self, pipeline: Pipeline, directory: Path) -> tuple[Path, ...] | Unsupported:
        """Write the deployable files below ``directory`` and name them."""

    def longest_argument(self, files: tuple[Path, ...]) -> int | None:
        """Bytes of the longest single argument of any compiled command: Linux refuses 128 KiB."""

    def run(self, pipeline: Pipeline, inputs: Values, directory: Path) -> Values | Unsupported:
        """Run with the SDK's own local runner; outputs by name, as JSON values."""

    def steps(
        self, pipeline: Pipeline, inputs: Values, directory: Path
    ) -> Generator[Step, None, Values] | Unsupported:
        """Yield each step's pod command in order, reading one's outputs before the next; return outputs."""

    def run_in_containers(self, pipeline: Pipeline, inputs: Values, directory: Path) -> Values | Unsupported:
        """Run with the SDK's own local runner that starts a container for each step."""

    def shipped(self, step: Step, archive: Path) -> Step | Unsupported:
        """The step as a pod executes it whose modules come in an archive instead of the image."""

    def commands(self, workload: str, size: Size, lane: str) -> Mapping[str, Command | Unsupported]:
        """The SDK's own command lines, named ``compile`` and ``run``."""

    def remote(self, pipeline: Pipeline, inputs: Values, cluster: Cluster) -> RemoteRun | Unsupported:
        """Submit to the reader's cluster, registering or uploading this content's version if it is new there.

        The SDK's own configuration says where that is. Caches are off in every part of the pipeline, and
        every step asks for ``cluster.cpu`` and ``cluster.memory``. The harness polls; nothing waits here.
        """

    def find_remote(self, pipeline: Pipeline | None, cluster: Cluster) -> RemoteRun | None:
        """The run named ``cluster.run``, if the cluster has it; without a pipeline it tells no outputs."""

    def check_cluster(self, cluster: Cluster) -> Sequence[Check] | Unsupported:
        """What can be said of the cluster: who answers first, with ``endpoint`` and ``version``."""

    def clean_cluster(self, cluster: Cluster, runs: Sequence[str]) -> Sequence[str]:
        """Remove ``runs`` and what was registered for them; one line for what was done and for what stays."""


class RemoteRun(Protocol):
    """One run on a cluster. Every call asks the server; each may raise what the SDK raises."""

    id: str

    @property
    def url(self) -> str:
        """The run's page in the server's own console."""

    def look(self) -> RunState:
        """How it stands, by one request."""

    def stuck(self) -> str:
        """Why a step does not begin, in the server's words; empty where it does not tell."""

    def timeline(self) -> tuple[Span, ...]:
        """What the server tells of when things happened; what it does not tell has no span."""

    def disagreement(self) -> str:
        """Where another source of the same server tells other times; empty where there is none."""

    def outputs(self) -> Values | Unsupported:
        """The outputs by name, or why they cannot be read."""

    def attempts(self) -> tuple[int, int]:
        """Steps that ran, and pods that were started for the run."""

    def cancel(self) -> None:
        """Ask the server to stop it."""

    def raw(self) -> Mapping[str, Any]:
        """What the server said, for the raw file."""
