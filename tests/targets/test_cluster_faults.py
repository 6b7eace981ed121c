"""Every fault between here and a cluster is one line that names its kind and tells no secret."""

from __future__ import annotations

from enum import Enum

import pytest

from benchmarks.targets.faults import fault_of, is_passing, line_of


class Code(Enum):
    UNAUTHENTICATED = "unauthenticated"
    PERMISSION_DENIED = "permission_denied"


class ConnectLike(Exception):  # noqa: N818 - as Connect calls it
    def __init__(self, code: Code, text: str) -> None:
        super().__init__(text)
        self.code = code


class HttpLike(Exception):  # noqa: N818
    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


KINDS = [
    (ConnectionRefusedError("[Errno 111] Connection refused"), "nobody answers", True),
    (OSError("[Errno -2] Name or service not known"), "name is not known", False),
    (RuntimeError("SSL: CERTIFICATE_VERIFY_FAILED self-signed certificate"), "TLS fault", False),
    (RuntimeError('status = StatusCode.UNAVAILABLE details = "Socket closed"'), "does not answer", True),
    (RuntimeError("StatusCode.DEADLINE_EXCEEDED"), "too slowly", True),
    (RuntimeError('status = StatusCode.PERMISSION_DENIED details = "no"'), "no permission", False),
    (ConnectLike(Code.PERMISSION_DENIED, "not you"), "no permission", False),
    (ConnectLike(Code.UNAUTHENTICATED, "who are you"), "not logged in", False),
    (HttpLike(401, "Reason: None"), "not logged in", False),
    (HttpLike(403, "Reason: None"), "no permission", False),
    (HttpLike(429, "Reason: None"), "quota", False),
    (HttpLike(503, "Reason: None"), "does not answer", True),
    (RuntimeError("pods is forbidden: exceeded quota: compute"), "quota", False),
    (RuntimeError("workflow with different structure already exists"), "other content", False),
]


@pytest.mark.parametrize(("error", "words", "passing"), KINDS, ids=lambda one: str(one)[:40])
def test_a_fault_is_named_by_its_kind(error: Exception, words: str, passing: bool) -> None:
    assert words in line_of(error)
    assert is_passing(error) is passing


def test_what_an_sdk_raises_from_a_fault_has_its_kind() -> None:
    error = RuntimeError("Failed to create run")
    error.__cause__ = ConnectLike(Code.UNAUTHENTICATED, "no")
    assert "not logged in" in line_of(error)


def test_something_that_is_missing_is_no_fault_of_the_way_there() -> None:
    assert fault_of(RuntimeError("StatusCode.NOT_FOUND: execution x is not found")) is None


@pytest.mark.parametrize(
    "text",
    [
        "bad header Authorization: Bearer abc.def-123",
        "token=abc.def-123 was refused",
        "https://user:abc.def-123@host/path refused",
        "client_secret: abc.def-123",
    ],
)
def test_no_secret_is_told(text: str) -> None:
    assert "abc.def-123" not in line_of(RuntimeError(text))


def test_a_line_is_one_line() -> None:
    assert "\n" not in line_of(RuntimeError("first\nsecond\n\nthird"))
