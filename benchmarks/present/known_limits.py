"""Limits of the real systems that a compiled pipeline or a value meets on its way, and who states them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """A size in bytes that something refuses to exceed."""

    key: str
    name: str
    size_bytes: int
    stated_in: str


LIMITS = (
    Limit("argument", "one argument", 128 * 1024, "Linux, MAX_ARG_STRLEN: 32 pages"),
    Limit("annotations", "annotations", 256 * 1024, "Kubernetes, TotalAnnotationSizeLimitB"),
    Limit("object", "stored object", 1536 * 1024, "etcd, --max-request-bytes as it comes: 1.5 MiB"),
    Limit("message", "gRPC message", 4 * 1024 * 1024, "gRPC, largest received message as it comes: 4 MiB"),
)


def near(largest: float) -> tuple[Limit, ...]:
    """The limits that a growing size has passed or comes next to: up to the first one it stays below."""
    passed = [limit for limit in LIMITS if limit.size_bytes <= largest]
    ahead = [limit for limit in LIMITS if largest < limit.size_bytes <= 30 * largest]
    return (*passed, *ahead[:1])
