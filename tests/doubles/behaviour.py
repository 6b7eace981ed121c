"""What a test server is told to do: how long each phase takes, and how it misbehaves."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

VERSION = "fvk-test-server"
"""What every test server calls its version, so that nobody takes it for a real one."""


class Refusal(Exception):  # noqa: N818 - an answer, not a fault of the server's code
    """A request is refused: ``kind`` is ``unavailable``, ``reset``, ``unauthenticated`` or ``denied``."""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(text)
        self.kind, self.text = kind, text


@dataclass
class Behaviour:
    """One server's orders. Everything defaults to a well-behaved server without delays."""

    setup_s: float = 0.0
    queue_s: float = 0.0
    schedule_s: float = 0.0
    start_s: float = 0.0
    code_s: float = 0.0
    """Added inside the step's container, before its command."""
    teardown_s: float = 0.0
    finish_s: float = 0.0
    errors: int = 0
    """So many requests, after the run was created, are answered with 500 or UNAVAILABLE."""
    resets: int = 0
    """So many requests find their connection closed."""
    slow_s: float = 0.0
    """Every answer takes this long."""
    page: int = 0
    """Entries a page of a listing holds at most; 0 leaves it to the client."""
    missing: str = ""
    """A field that no answer has, such as ``started_at``."""
    repeat_phases: bool = False
    skip_phases: bool = False
    """Report that a step runs, never that it was queued or started."""
    retries: int = 0
    """So many first attempts of each step end by a system error and are tried again."""
    skew_s: float = 0.0
    """Stamps of steps are this much ahead of the run's."""
    wrong: bool = False
    """Give other outputs than those computed."""
    token: str = ""
    """Ask for this bearer token."""
    expires_after: int = 0
    """Requests after which the token is refused."""
    denied: bool = False
    quota: bool = False
    pull: bool = False
    """The image cannot be pulled: steps wait for ever, and say why."""
    evict: bool = False
    never: bool = False
    """A run never ends by itself."""
    restart_after: int = 0
    """After so many requests, the server is away for :attr:`restart_s`."""
    restart_s: float = 2.0
    taken: bool = False
    """Every version is said to exist with other content."""
    requests: int = 0
    _away_until: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def gate(self, method: str, headers: Mapping[str, str]) -> None:
        """Let a request through, or raise the :class:`Refusal` that is due."""
        with self._lock:
            self.requests += 1
            count = self.requests
            if self.restart_after and count == self.restart_after:
                self._away_until = time.monotonic() + self.restart_s
            away = time.monotonic() < self._away_until
            errs = bool(self.errors) and _reads(method)
            self.errors -= errs
            resets = bool(self.resets) and _reads(method)
            self.resets -= resets
        if self.slow_s:
            time.sleep(self.slow_s)
        if self.token:
            told = {name.lower(): value for name, value in headers.items()}.get("authorization", "")
            if told.removeprefix("Bearer ").strip() != self.token:
                raise Refusal("unauthenticated", "no valid token")
        if self.expires_after and count > self.expires_after:
            raise Refusal("unauthenticated", "token has expired")
        if self.denied and _creates(method):
            raise Refusal("denied", "user may not create runs in this namespace")
        if self.quota and _creates(method):
            raise Refusal("quota", "exceeded quota: pods, requested 1, used 10, limited 10")
        if errs:
            raise Refusal("unavailable", "internal error, as ordered")
        if away or resets:
            raise Refusal("reset", "connection closed, as ordered")

    @classmethod
    def of(cls, orders: Mapping[str, Any]) -> Behaviour:
        """Read orders such as ``{"queue_s": "0.2", "wrong": "yes"}``; an unknown one raises ValueError."""
        kinds = {one.name: one.type for one in fields(cls) if not one.name.startswith("_")}
        unknown = [name for name in orders if name not in kinds]
        if unknown:
            raise ValueError(f"{unknown[0]}: no such order; there are {', '.join(sorted(kinds))}")
        readers: dict[str, Any] = {"float": float, "int": int, "str": str, "bool": lambda text: text != "no"}
        return cls(**{name: readers[str(kinds[name])](value) for name, value in orders.items()})


def _creates(method: str) -> bool:
    return method in ("CreateExecution", "CreateRun", "POST runs")


def _reads(method: str) -> bool:
    return method in ("GetExecution", "GetRunDetails", "GET run")
