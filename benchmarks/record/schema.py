"""What one line of the raw file may say. Every figure of a report is computed from these lines alone."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct, field

SCHEMA = 1
"""Raised whenever a reader of older files would misread a newer one."""

Status = Literal["ok", "failed", "unsupported", "mismatch"]
Target = Literal["local", "container", "cluster"]
"""Where the work runs: bare processes, a Docker daemon's containers, or the reader's own cluster."""


AT_ONCE = "cluster.throughput_per_h"
"""The metric of cells that run several at once, and of no others."""


class Contender(Struct, frozen=True):
    """Who takes part. ``twin_of`` marks the A/A twin: the same engine under a second name."""

    name: str
    engine: str
    baseline: bool = False
    twin_of: str | None = None
    versions: dict[str, str] = {}
    lanes: dict[str, str] = {}
    form: str = ""
    """What its form is, in one line, where its SDK documents more than one; ``engine:form`` names it."""
    environment: str = ""
    """The id of an environment of its own: a hash of Python, platform and packages. Empty for the one that
    the harness runs in, which the fingerprint describes."""
    python: str = ""
    packages: dict[str, str] = {}
    """Version by name of everything in an environment of its own."""


class Question(Struct, frozen=True):
    """What is asked of the samples, as written down in ``questions.toml`` before the first one."""

    id: str
    ask: str
    probe: str
    metric: str
    unit: Literal["s", "B", "1"]
    margin: float
    """Relative half-width inside which two contenders count as the same, such as 0.05."""
    better: Literal["lower", "higher"] = "lower"
    noticeable: float | None = None
    """Difference, in ``unit``, below which nobody notices; ``None`` where any difference counts."""
    headline: str = ""
    """Id of the one cell whose verdict on this question belongs to the corrected family; empty for none."""
    meter: Literal["time", "memory", "none"] = "time"
    note: str = ""
    target: Target = "local"
    """Cells of other targets do not answer it."""

    def is_answered_by(self, cell: Cell) -> bool:
        """Whether the samples of ``cell`` have this question's figure."""
        if self.metric == AT_ONCE and cell.concurrent == 1:
            return False
        return (self.probe, self.meter, self.target) == (cell.probe, cell.meter, cell.target)


class Cell(Struct, frozen=True):
    """What one fresh process computes: its samples answer every question of that probe and meter."""

    id: str
    probe: str
    workload: str
    size: dict[str, int | float | str]
    lane: str
    bytecode: Literal["warm", "cold"]
    meter: Literal["time", "memory", "none"]
    """``none``: the cell observes outputs and no question reads its figures."""
    contenders: list[str]
    minimum_blocks: int
    maximum_blocks: int
    timeout_s: float
    steps: int
    """Orchestrated steps that one run of the workload executes at this size."""
    order: list[list[str]]
    """The contenders of each block in the order they run, drawn from the seed beforehand."""
    patience_s: float = 20.0
    """Warm rounds are left out when the first took so long that they would exceed this."""
    needed_blocks: int = 0
    """Blocks that a headline's verdict needs: they come before any other cell's, and no limit cuts them."""
    wave: int = 0
    """Place among the sizes of its kind: a wave begins when those before it have their minimum."""
    smaller: str = ""
    """Id of the cell one size down; whoever failed there for good is not tried here."""
    phases: list[str] = field(default_factory=lambda: ["compile", "run"])
    """What a session does after loading; only what some question reads."""
    rounds: dict[str, int] = {}
    """Warm iterations inside one sample by phase; their median is the sample's one figure."""
    target: Target = "local"
    """Where the work runs; it stands in the id where it is not ``local``."""
    concurrent: int = 1
    """Runs that are submitted at once for one sample on a cluster."""


class Brought(Struct, frozen=True):
    """One contender's own file, in a campaign about somebody's own pipeline."""

    contender: str
    file: str
    """As it was named on the command line; a relative path is relative to where the command ran."""
    name: str
    sha256: str
    """Of the file's content: a campaign is not continued with another."""
    inputs: dict[str, Any] = {}
    refused: dict[str, str] = {}
    """Phases that a first look found not to work, with the reason."""
    renamed: dict[str, str] = {}
    """Outputs that go by another name in the comparison."""
    lane: str = ""
    """The lane of the first look: what failed in it need not fail in another. Empty: in every lane."""
    reasons: dict[str, str] = {}
    """The reasons of ``refused`` with every line of what was raised and printed."""


class Yours(Struct, frozen=True):
    """What a campaign about somebody's own pipeline measures."""

    pipelines: list[Brought]
    tolerance: float = 0.0
    """By how much of its value a number may differ between contenders."""
    left_out: dict[str, str] = {}
    """Outputs that are not compared, and why."""
    variables: list[str] = []
    """Names, never values, of environment variables that samples get to see."""


class Header(Struct, frozen=True, tag="campaign"):
    """The first line: the whole plan, written before the first sample."""

    schema: int
    profile: str
    seed: int
    started_at: str
    command: list[str]
    budget_s: float
    contenders: list[Contender]
    questions: list[Question]
    questions_sha256: str
    cells: list[Cell]
    fingerprint: dict[str, Any]
    delay: dict[str, Any] | None = None
    """The injected delay of a positive control; ``None`` in an ordinary campaign."""
    family: list[str] | None = None
    """Every headline question of ``questions.toml``, of which ``questions`` may hold a selection. Choosing
    fewer cells does not make the family smaller. ``None`` in older files: those among ``questions``."""
    changed: list[str] | None = None
    """What ``questions.toml`` says otherwise than the release registers; ``None`` in older files."""
    versus: str = ""
    """Whom the report holds every other against; empty for every pair. No verdict depends on it."""
    tries: int = 2
    """A contender that has only ever failed in a cell is dropped from it after this many samples."""
    limit_s: float | None = None
    """After so many seconds no sample begins, whatever a cell's minimum; ``None`` for no such limit."""
    yours: Yours | None = None
    """Set where somebody's own pipeline is measured instead of the workloads."""


class Reference(Struct, frozen=True, tag="reference"):
    """What plain Python gives for one workload and size: the truth for every sample's outputs."""

    workload: str
    size: dict[str, int | float | str]
    outputs: dict[str, Any]


class TimelineSpan(Struct, frozen=True):
    """A named stretch of a run on a cluster, as its server stamped it; see ``shared.contract.Span``."""

    name: str
    step: str
    start_ns: int
    end_ns: int
    """Before ``start_ns`` where clocks are skewed; never set right."""
    resolution_ns: int
    source: str

    @property
    def seconds(self) -> float:
        """How long it lasted, negative where clocks are skewed."""
        return (self.end_ns - self.start_ns) / 1e9


class Sample(Struct, frozen=True, tag="sample"):
    """One contender, one fresh process, one block."""

    cell: str
    block: int
    attempt: int
    position: int
    contender: str
    status: Status
    at_s: float
    """Seconds since the campaign's first line, for drift plots."""
    metrics: dict[str, float] = {}
    """By name with the unit at its end: ``compile.wall_ns``, ``artefact.bytes``."""
    reason: str = ""
    """Empty for ``ok``; otherwise one line."""
    observed: dict[str, Any] = {}
    """The outputs that the workload declares to be results."""
    notes: dict[str, str] = {}
    """What was seen beside the figures, such as which files of two builds differ."""
    unsupported: dict[str, str] = {}
    """Phase to reason, for phases that this contender cannot do while others succeeded."""
    exit_status: int | None = None
    signal: str | None = None
    timed_out: bool = False
    left_behind: int = 0
    stderr_tail: str = ""
    hash_seed: int = 0
    environment: str = ""
    """The id of the contender's own environment; empty for the harness's."""
    environment_names: list[str] = []
    """Names, never values, of the variables that were passed through from the caller."""
    spans: list[TimelineSpan] = []
    """The timeline of a run on a cluster, as its server tells it."""
    run: dict[str, str] = {}
    """``id``, ``url`` and ``state`` of a run on a cluster."""


class Block(Struct, frozen=True, tag="block"):
    """A finished block: what the machine did meanwhile, and whether the block counts."""

    cell: str
    block: int
    attempt: int
    flags: list[str]
    counts: bool
    noise: dict[str, Any] = {}


class Dropped(Struct, frozen=True, tag="dropped"):
    """A contender that was left out of one cell, and why; ``after_block`` -1: it never began."""

    cell: str
    contender: str
    after_block: int
    reason: str


class Stop(Struct, frozen=True, tag="stop"):
    """A cell that is finished: ``precise``, ``maximum``, ``budget`` or ``no contenders left``."""

    cell: str
    blocks: int
    reason: str


class Note(Struct, frozen=True, tag="note"):
    """Something the reader must know, such as an interruption or a resumption."""

    text: str
    at: str


class End(Struct, frozen=True, tag="end"):
    """The last line of a campaign that ran to its end."""

    at: str
    elapsed_s: float
    complete: bool = True


class Extension(Struct, frozen=True, tag="extension"):
    """More time for a campaign, under its own rule of stopping: `fvk resume --more`."""

    seconds: float
    from_s: float
    """Seconds since the campaign's first line at which it was given."""
    at: str


class Table(Struct, frozen=True, tag="table"):
    """Rows of a part that is observed rather than timed, such as the table of seeded mistakes."""

    name: str
    rows: list[dict[str, Any]] = field(default_factory=list)


Line = Header | Reference | Sample | Block | Dropped | Stop | Note | End | Extension | Table
