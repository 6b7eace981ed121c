"""What to try about a reason: a command that runs as it is printed, or the right name of what is missing."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping

from benchmarks.yours.providers import provider_of

Caller = Mapping[str, str]
"""The environment that the command was started in."""
Advice = Callable[[re.Match[str], str, Caller], str]
"""(what was found in the reason, engine, caller) to a sentence."""


def with_advice(reason: str, engine: str, caller: Caller) -> str:
    """Return the reason with a sentence on what to try, where one is known."""
    for pattern, advice in _ADVICE:
        if found := pattern.search(reason):
            return f"{reason.rstrip('.')}. {advice(found, engine, caller)}"
    return reason


def _no_distribution(found: re.Match[str], engine: str, caller: Caller) -> str:  # noqa: ARG001
    wanted = shlex.quote(found[1].rstrip(".,;"))
    return f"The default lane installs it; or build `fvk env add {engine} --with {wanted}` and add --engine"


def _no_module(found: re.Match[str], engine: str, caller: Caller) -> str:  # noqa: ARG001
    provider = provider_of(found[1])
    if provider:
        return f"Install {provider} here, or build `fvk env add {engine} --with {provider}` and add --engine"
    return (
        f"Install the package that provides {found[1]}, here or in an environment of its own; "
        "where your project's own folders are can be told with --variable PYTHONPATH"
    )


def _no_variable(found: re.Match[str], engine: str, caller: Caller) -> str:  # noqa: ARG001
    name = found[1] or found[2]
    if name in caller or found[2]:
        return f"Samples see no variable of yours; let it through with --variable {name}"
    return f"If it is an environment variable, set it and let it through with --variable {name}"


def _no_daemon(found: re.Match[str], engine: str, caller: Caller) -> str:  # noqa: ARG001
    return "Start a Docker daemon that this user may talk to"


def _no_answer(found: re.Match[str], engine: str, caller: Caller) -> str:  # noqa: ARG001
    where = _WHERE.search(found.string)
    parts = [part for part in where.groups() if part] if where else []
    return f"Nothing answers at {':'.join(parts)}; start it" if parts else "Start what it connects to"


def _no_host(found: re.Match[str], engine: str, caller: Caller) -> str:  # noqa: ARG001
    return "No such host is known from here; it needs a network, or another address as an input"


def _no_java(found: re.Match[str], engine: str, caller: Caller) -> str:  # noqa: ARG001
    return "Install a Java runtime"


_WHERE = re.compile(
    r"host='?([\w.-]+)'?, port=(\d+)|connecting to ([\w.-]+:\d+)|at \"([\w.-]+)\".*?port (\d+)"
    r"|(?:https?|grpc|dns|redis|postgresql|mongodb|amqp)://(?:/)?(?:[^@/\s]*@)?([\w.-]+:\d+)|\b([\w.-]+:\d{2,5})\b"
)
"""How clients name what they wanted to talk to."""
_ADVICE: tuple[tuple[re.Pattern[str], Advice], ...] = (
    (re.compile(r"No matching distribution found for ([^\s()]+)"), _no_distribution),
    (re.compile(r"No module named '([\w.]+)'"), _no_module),
    (re.compile(r"KeyError: '([A-Z][A-Z0-9_]+)'|Env Var:\s*([A-Z_][A-Z0-9_]+)"), _no_variable),
    (re.compile(r"DockerException|docker\.sock|Cannot connect to the Docker daemon"), _no_daemon),
    (re.compile(r"JAVA_HOME|JAVA_GATEWAY_EXITED|No such file or directory: 'java'"), _no_java),
    (re.compile(r"[Cc]onnection refused|ConnectionRefusedError|Failed to connect"), _no_answer),
    (re.compile(r"[Nn]ame resolution|getaddrinfo failed|Name or service not known"), _no_host),
)
"""What a reason looks like, and what helps; the first that fits."""
