"""Limits of the real systems that a compiled pipeline or a value meets on its way, and who states them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """A size in bytes that something refuses to exceed."""

    metric: str
    """The measured size that it bounds."""
    name: str
    size_bytes: int
    stated_in: str


LIMITS = (
    Limit("artefact.argument_bytes", "one argument", 128 * 1024, "Linux, MAX_ARG_STRLEN: 32 pages of 4 KiB"),
    Limit("artefact.bytes", "annotations of an object", 256 * 1024, "Kubernetes, TotalAnnotationSizeLimitB"),
    Limit("artefact.bytes", "a ConfigMap or Secret", 1024 * 1024, "Kubernetes, MaxSecretSize"),
    Limit("artefact.bytes", "a stored object", 1536 * 1024, "etcd, --max-request-bytes as it comes"),
    Limit("artefact.bytes", "a gRPC message", 4 * 1024 * 1024, "gRPC, largest received message as it comes"),
)


def of(metric: str) -> tuple[Limit, ...]:
    """The limits that bound a metric, smallest first."""
    return tuple(limit for limit in LIMITS if limit.metric == metric)


def near(metric: str, largest: float) -> tuple[Limit, ...]:
    """The limits that a growing size has passed or comes next to: up to the first one it stays below."""
    own = of(metric)
    passed = [limit for limit in own if limit.size_bytes <= largest]
    ahead = [limit for limit in own if largest < limit.size_bytes <= 100 * largest]
    return (*passed, *ahead[:1])
