"""The few plain types that workloads and engines exchange with the harness. Standard library only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

Size = Mapping[str, int | float | str]
"""The parameters that scale a workload, such as ``{"n": 100}``; empty for a workload of one size."""

Values = Mapping[str, object]
"""Inputs or outputs by name. Every value can be written as JSON."""


@dataclass(frozen=True)
class Workload:
    """One thing to compute, told without any SDK.

    ``reference`` is plain Python: the contender zero, and the truth that every other contender's
    outputs are compared with. ``mismatch(expected, actual)`` answers ``None`` for equal outputs,
    otherwise one line that names the output and both values.
    """

    name: str
    title: str
    inputs: Callable[[Size], Values]
    reference: Callable[[Values, Size], Values]
    mismatch: Callable[[Values, Values], str | None]
    sizes: Mapping[str, tuple[Size, ...]]
    """By profile (``quick``, ``standard``, ``full``), smallest first."""
    step_count: Callable[[Size], int]
    """How many orchestrated steps a run executes at this size."""
    libraries: tuple[str, ...] = ()
    """Modules that the steps themselves import; the probe imports them apart, before loading."""

    observed: tuple[str, ...] = ()
    """Outputs that are themselves a result, such as whether a cache hit: kept in the raw file."""
    mismatch_elsewhere: Callable[[Values, Values], str | None] | None = None
    """The same for outputs of another processor; ``None`` where that makes no difference."""
    timed: bool = True
    """Whether its time means anything; where not, one block observes it and no verdict speaks of it."""

    @property
    def smallest(self) -> Size:
        """The first size of any profile: what the implementations' own command lines run."""
        return next(sizes[0] for sizes in self.sizes.values() if sizes)


@dataclass(frozen=True)
class Unsupported:
    """What an engine answers for a verb, or a workload, that its SDK cannot do."""

    reason: str
    attempt: str = ""
    """The attempt that shows it: a command or an exception's text."""


@dataclass(frozen=True)
class Command:
    """A command line of the SDK itself, run as a cold process in a fresh directory."""

    argv: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    outputs: Callable[[str, Path], Values | None] | None = None
    """Reads the outputs from (standard output, working directory); ``None`` where it prints none."""


@dataclass(frozen=True)
class Step:
    """The command that a pod would execute for one step of the compiled pipeline."""

    name: str
    argv: tuple[str, ...]
    environment: Mapping[str, str]
    failure: Callable[[], str | None]
    """Asked after exit status 0: why the step failed all the same, or ``None`` if it did not."""
    image: str = ""
    """What the compiled pipeline starts it from; empty where it does not say."""
    directory: Path | None = None
    """What the image has as its working directory, where that holds files; an empty one otherwise."""


@dataclass(frozen=True)
class Port:
    """One value that a pipeline takes or gives."""

    name: str
    type: str
    """As its author would write it."""
    required: bool = True
    default: str = ""
    """As Python or JSON would show it, where there is one."""


@dataclass(frozen=True)
class Interface:
    """What a pipeline says of itself once it is traced."""

    takes: tuple[Port, ...]
    gives: tuple[Port, ...]
    steps: int | None
    """Steps as they are written down: the body of a loop, and every branch of a condition, counts once.
    ``None`` where only a run tells which there are."""
    needs: tuple[str, ...] = ()
    """What it uses, in the words of the folder ``capabilities``: ``condition``, ``loop_over_data``."""
    unseen: tuple[str, ...] = ()
    """Capabilities that this side's description can never name: they show only when it runs."""
    remarks: Mapping[str, str] = field(default_factory=dict)
    """By phase, what its measurement leaves out, such as the building of an image."""
    untold: str = ""
    """Why the description is not whole; what it describes can be measured all the same."""


SPANS = (
    "run",
    "setup",
    "step",
    "queue",
    "schedule",
    "start",
    "code",
    "teardown",
    "finish",
    "driver",
    "attempt",
    "pod.schedule",
    "pod.start",
    "pod.run",
)
"""Every name a stretch of a run's timeline may have.

``run`` is the whole; ``setup`` goes before its first step and ``finish`` after its last; ``driver`` is a pod
that drives steps and is none. A ``step`` is made of ``queue`` (until Kubernetes is asked), ``schedule``
(until a node has it), ``start`` (image and container), ``code`` (the step's container runs) and
``teardown``; an ``attempt`` is one of several tries. ``pod.*`` is what Kubernetes says, for every side alike.
"""


@dataclass(frozen=True)
class Span:
    """A named stretch of a run on a cluster, as its server stamped it; negative where clocks are skewed."""

    name: str
    """One of :data:`SPANS`."""
    step: str
    """Empty for the run itself."""
    start_ns: int
    """Since 1970, by the server's clock."""
    end_ns: int
    resolution_ns: int
    """The smallest difference that the source's stamps can tell."""
    source: str
    """Whose stamps these are, such as ``flyteadmin`` or ``kubernetes``."""


@dataclass(frozen=True)
class Cluster:
    """What every side is told of where and how to run; empty texts leave it to the SDK's own settings."""

    run: str = ""
    """The name that the run gets, so that it can be found again: lower case, at most 20 characters."""
    image: str = ""
    cpu: str = "500m"
    memory: str = "500Mi"
    project: str = ""
    domain: str = ""
    namespace: str = ""
    """Of Kubernetes, where the pods are."""
    config: str = ""
    """The SDK's own configuration file, where two products would read the same one."""
    kubeconfig: str = ""
    directory: str = "."
    """Where files may be written."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """Set in every step's container, such as the number of threads for numerics."""


@dataclass(frozen=True)
class RunState:
    """How a run stands."""

    phase: str
    """``waiting``, ``running``, ``succeeded``, ``failed`` or ``cancelled``."""
    reason: str = ""
    """One line where it failed."""

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.phase in ("succeeded", "failed", "cancelled")


@dataclass(frozen=True)
class Check:
    """One line on a cluster: what was looked at, whether it will do, and what was seen or is missing."""

    subject: str
    fine: bool
    text: str
    tells: Mapping[str, str] = field(default_factory=dict)
    """For the raw file: ``endpoint``, ``version``, ``test server``."""
