"""Tell a raw file that was taken on a test server: it is never published."""

from __future__ import annotations

from benchmarks.errors import UsageError
from benchmarks.record.schema import Header

CLUSTERS = "clusters"
"""In the fingerprint: by engine, what its server says of itself."""
TEST_SERVER = "test server"
REFUSAL = "it was measured on a test server, which says nothing of a real cluster, and cannot be published"


def on_test_servers(header: Header) -> list[str]:
    """The engines whose server is a test server."""
    told = header.fingerprint.get(CLUSTERS, {})
    return [name for name, about in told.items() if isinstance(about, dict) and about.get(TEST_SERVER)]


def refuse_test_server(name: str, header: Header) -> None:
    """Raise :class:`~benchmarks.errors.UsageError` for a campaign that must not be published."""
    if on_test_servers(header):
        raise UsageError(f"{name}: {REFUSAL}; remove it from there")
