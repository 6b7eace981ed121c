"""The time of day, as raw files write it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """The time of day in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
