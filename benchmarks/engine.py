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

from shared.contract import Command, Interface, Size, Step, Unsupported, Values

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

    def commands(self, workload: str, size: Size, lane: str) -> Mapping[str, Command | Unsupported]:
        """The SDK's own command lines, named ``compile`` and ``run``."""
