"""What one SDK's adapter for specimens must be able to do; structural, like the Engine protocol."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from benchmarks.engine import Pipeline


class Specimens(Protocol):
    """One SDK's adapter, found as ``Specimens`` in the side's module ``specimens``.

    Every verb runs inside the fresh process of one specimen, and raises whatever the SDK raises: the
    exception is the finding. Importing the adapter's module must not import the SDK.
    """

    sdk: str
    """The module that an author imports."""
    command_stage: str
    """The stage at which the SDK's command line takes a pipeline's inputs: ``compile`` or ``run``."""

    def warm_up(self) -> None:
        """Import the SDK. Called once, before the processes of the specimens are forked."""

    def compile(self, pipeline: Pipeline, directory: Path) -> str:
        """Write the deployable files below ``directory`` and answer all that they say as one text."""

    def run(self, pipeline: Pipeline, inputs: Mapping[str, Any], directory: Path, caching: bool) -> Any:
        """Run locally; the output's value, several outputs by name, ``None`` for no output.

        ``caching`` switches on a local cache that the SDK leaves off; a cache that it leaves on stays on.
        """

    def command(self, path: Path, inputs: Mapping[str, str], directory: Path) -> str:
        """Give ``inputs``, as typed in a shell, to the SDK's command line; answer what it printed."""
