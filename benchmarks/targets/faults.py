"""What went wrong between here and a cluster, in one line: told by the words of the exceptions alone.

The words are those of grpc, of Connect and of HTTP clients, so that no SDK needs to be known. Standard
library only: it runs in the process that talks to the cluster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

MOST = 300


class Fault(NamedTuple):
    """A kind of fault."""

    kind: str
    """What to try is part of the words."""
    passing: bool
    """Whether asking again a little later may help."""


_KINDS: tuple[tuple[tuple[str, ...], Fault], ...] = (
    (
        ("CERTIFICATE_VERIFY_FAILED", "SSL", "TLS", "certificate", "wrong version number", "handshake"),
        Fault(
            "TLS fault: the endpoint's certificate or its scheme is not what the configuration says", False
        ),
    ),
    (
        (
            "UNAUTHENTICATED",
            "Unauthorized",
            r"\(401\)",
            "HTTP 401",
            "invalid token",
            "token.*expired",
            "expired.*token",
            "AccessTokenNotFound",
            "InvalidGrant",
            "Reauth",
        ),
        Fault("not logged in, or the login has expired: log in with the SDK's own command", False),
    ),
    (
        ("quota", "RESOURCE_EXHAUSTED", r"\(429\)", "Too Many Requests"),
        Fault("a quota is used up", False),
    ),
    (
        ("PERMISSION_DENIED", "permission.denied", "Forbidden", r"\(403\)", "HTTP 403"),
        Fault("no permission in this project or namespace", False),
    ),
    (
        (
            "different structure",
            "with other content",
            "already exists",
            "ALREADY_EXISTS",
            r"\(409\)",
            "Conflict",
        ),
        Fault("this version exists with other content", False),
    ),
    (
        (
            "name or service not known",
            "nodename nor servname",
            "temporary failure in name resolution",
            "DNS resolution failed",
            "getaddrinfo",
            "dns error",
            "no address associated",
            "domain name not found",
            "hostname lookup",
        ),
        Fault("the endpoint's name is not known", False),
    ),
    (
        ("connection refused", "ECONNREFUSED", "tcp connect error"),
        Fault("nobody answers at the endpoint: connection refused", True),
    ),
    (
        (
            "UNAVAILABLE",
            "connection reset",
            "ECONNRESET",
            "connection aborted",
            "RemoteDisconnected",
            "broken pipe",
            r"\bEOF\b",
            "socket closed",
            "connection closed",
            "IncompleteRead",
            "GOAWAY",
            "Max retries exceeded",
            r"\((500|502|503|504)\)",
            "HTTP 50[0234]",
            "Internal Server Error",
            r"\bINTERNAL\b",
            "error sending request",
        ),
        Fault("the server does not answer", True),
    ),
    (
        ("DEADLINE_EXCEEDED", "timed out", "timeout", "deadline"),
        Fault("the server answers too slowly", True),
    ),
)


def fault_of(error: BaseException) -> Fault | None:
    """The kind of an exception, or of what it was raised from; ``None`` for one that is of no kind."""
    text = " | ".join(f"{type(one).__name__} {_code(one)}: {one}" for one in _chain(error))
    if _is_missing(text):
        return None
    return next((fault for words, fault in _KINDS if re.search("|".join(words), text, re.IGNORECASE)), None)


def line_of(error: BaseException) -> str:
    """One line: the kind, then the first words of what was raised, without anything that looks secret."""
    fault = fault_of(error)
    said = _said(error)
    return f"{fault.kind} ({said})" if fault and said else fault.kind if fault else said


def is_passing(error: BaseException) -> bool:
    """Whether asking again may help."""
    fault = fault_of(error)
    return fault is not None and fault.passing


def _code(error: BaseException) -> str:
    """The protocol's own word for what happened, which some exceptions hold apart from their text."""
    if (status := getattr(error, "status", None)) is not None and isinstance(status, int):
        return f"({status})"
    code = getattr(error, "code", "")
    try:
        code = code() if callable(code) else code
    except Exception:  # noqa: BLE001 - a word more or less
        return ""
    return str(getattr(code, "name", code))


def _is_missing(text: str) -> bool:
    return bool(re.search(r"\b(NOT_FOUND|FlyteEntityNotExist\w*|not_found)\b", text))


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = found.__cause__ or found.__context__


_DETAILS = re.compile(r'details\s*=\s*"([^"]*)"|"(?:message|error)":\s*"([^"]*)"')
_SECRET = re.compile(
    r"(?i)((?:authorization['\"]?\s*[:=]\s*['\"]?\s*)?(?:bearer|basic)\s+|authorization['\"]?\s*[:=]\s*['\"]?|"
    r"token['\"]?\s*[:=]\s*['\"]?|password\S*\s*[:=]\s*|secret\S*\s*[:=]\s*|://[^/@\s]*:)[^\s'\",}@]+"
)


def _said(error: BaseException) -> str:
    """What the server or the client said, shortest form first."""
    texts = [str(one) for one in _chain(error)]
    for text in texts:
        if found := _DETAILS.search(text):
            return _safe(found[1] or found[2])
    lines = [line.strip() for line in (texts[0] if texts else "").splitlines() if line.strip()]
    return _safe(f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__)


def without_login(text: str) -> str:
    """The text without names and passwords inside of addresses."""
    return re.sub(r"://[^/@\s]+@", "://", text)


def _safe(text: str) -> str:
    return _SECRET.sub(lambda found: found[1] + "…", text)[:MOST]
