"""What the Engine protocol answers for an engine that leaves a verb out. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from shared.contract import Check, Cluster, Command, Interface, Size, Unsupported

NO_CLUSTER = Unsupported("this engine runs on no cluster")


class EngineDefaults:
    """An engine has these verbs where its own class has none; nothing else may be left out."""

    sdk: str = ""
    lanes: Mapping[str, str] = MappingProxyType({"default": "as it is installed"})
    environment: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    requirements: Sequence[str] = ()
    forms: Mapping[str, str] = MappingProxyType({})
    form: str = ""

    def load_file(self, file: Path, name: str, lane: str) -> Any:  # noqa: ARG002
        """Refuse somebody's own file."""
        return Unsupported("this engine loads no files but its own")

    def cannot_run(self, pipeline: Any) -> Unsupported | None:  # noqa: ARG002
        """Answer that whatever loads can run."""
        return None

    def interface(self, pipeline: Any) -> Interface:  # noqa: ARG002
        """Tell nothing."""
        return Interface((), (), 1)

    def longest_argument(self, files: tuple[Path, ...]) -> int | None:  # noqa: ARG002
        """Answer that no command is compiled."""
        return None

    def steps(self, pipeline: Any, inputs: Any, directory: Path) -> Any:  # noqa: ARG002
        """Refuse: there are no pods."""
        return Unsupported("this engine has no pods")

    def commands(self, workload: str, size: Size, lane: str) -> Mapping[str, Command | Unsupported]:  # noqa: ARG002
        """Refuse: there is no command line."""
        refusal = Unsupported("this engine has no command line")
        return {"compile": refusal, "run": refusal}

    def run_in_containers(self, pipeline: Any, inputs: Any, directory: Path) -> Any:  # noqa: ARG002
        """Refuse: its local runner starts no containers."""
        return Unsupported("this engine's local runner starts no container for a step")

    def shipped(self, step: Any, archive: Path) -> Any:  # noqa: ARG002
        """Refuse: modules do not travel beside a step."""
        return Unsupported("this engine's pods fetch no modules")

    def remote(self, pipeline: Any, inputs: Any, cluster: Cluster) -> Any:  # noqa: ARG002
        """Refuse: it runs on no cluster."""
        return NO_CLUSTER

    def find_remote(self, pipeline: Any, cluster: Cluster) -> Any:  # noqa: ARG002
        """Answer that there is no such run."""
        return None

    def check_cluster(self, cluster: Cluster) -> Sequence[Check] | Unsupported:  # noqa: ARG002
        """Refuse: it runs on no cluster."""
        return NO_CLUSTER

    def clean_cluster(self, cluster: Cluster, runs: Sequence[str]) -> Sequence[str]:  # noqa: ARG002
        """Answer that nothing was made."""
        return ()


def completed(engine: type, form: str = "") -> Any:
    """Make an engine of its class, in one of its forms, with the defaults for what the class leaves out."""
    whole = type(engine.__name__, (engine, EngineDefaults), {"__module__": engine.__module__})
    made = whole()
    made.form = form
    return made
