"""One run on a test server, by the process that talks to clusters, called here instead of started."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

from benchmarks.targets import cluster_probe
from shared.contract import Cluster, Span
from shared.workloads import find
from tests.doubles import flyte, flyte2, kfp
from tests.doubles.behaviour import Behaviour

SERVERS = {"flyte": flyte.serve, "flyte2": flyte2.serve, "kfp": kfp.serve}
ENGINES = {
    "flyte": "flyte_impl.engine:FlyteEngine",
    "flyte2": "flyte2_impl.engine:Flyte2Engine",
    "kfp": "kfp_impl.engine:KfpEngine",
}
RUN = "fvktest1"


@dataclass(frozen=True)
class Told:
    """What the process said."""

    status: int
    response: dict[str, Any]

    @property
    def refused(self) -> str:
        return str(self.response.get("refused", ""))

    @property
    def spans(self) -> list[Span]:
        return [Span(**one) for run in self.response["runs"] for one in run["spans"]]

    def seconds(self, name: str) -> list[float]:
        return [(one.end_ns - one.start_ns) / 1e9 for one in self.spans if one.name == name]

    @property
    def mismatch(self) -> str | None:
        workload = find("chain")
        expected = workload.reference(workload.inputs({"n": 1}), {"n": 1})
        return workload.mismatch(expected, self.response["outputs"])


class Server:
    """A test server of one side, and sessions on it."""

    def __init__(self, side: str, variables: dict[str, str], server: Any, directory: Path) -> None:
        self.side, self.server, self.directory = side, server, directory
        self.kubeconfig = variables.get("FVK_KFP_KUBECONFIG", "")
        self.config = variables.get("FVK_FLYTE2_CONFIG", "")

    def ask(self, verb: str = "run", *, kubeconfig: bool = True, timeout_s: float = 60, **more: Any) -> Told:
        cluster = Cluster(
            config=self.config,
            kubeconfig=self.kubeconfig if kubeconfig else "",
            directory=str(self.directory),
        )
        request = {
            "verb": verb,
            "engine": ENGINES[self.side],
            "workload": "chain",
            "size": {"n": 1},
            "lane": "tuned",
            "cluster": asdict(cluster),
            "runs": [RUN],
            "find": False,
            "limits": {"interval_s": 0.2, "timeout_s": timeout_s, "pull_s": 0.5},
            **more,
        }
        files = [self.directory / name for name in ("request.json", "response.json")]
        files[0].write_text(json.dumps(request))
        status = cluster_probe.main(*map(str, files))
        return Told(status, json.loads(files[1].read_text()))


def serving(side: str, directory: Path, monkeypatch: pytest.MonkeyPatch, **orders: Any) -> Any:
    """A server with these orders; entering it points the SDK there."""
    from contextlib import contextmanager

    @contextmanager
    def serve() -> Any:
        with SERVERS[side](Behaviour.of(orders)) as (variables, server):
            for name in [name for name in os.environ if name.startswith(("FLYTE_PLATFORM", "KF_PIPELINES"))]:
                monkeypatch.delenv(name)
            for name, value in variables.items():
                monkeypatch.setenv(name, value)
            monkeypatch.setattr(cluster_probe, "STUCK_EVERY_S", 0.3)
            monkeypatch.setattr(cluster_probe, "ASK_AGAIN_S", 10.0)
            yield Server(side, variables, server, directory)

    return serve()
