"""A Docker daemon, spoken to over its Engine API with the standard library alone.

Measured processes use it too, so that it imports nothing that an SDK would import later.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote, urlencode, urlsplit

from benchmarks.errors import FvkError

VERSION = "v1.40"
"""Of the Engine API: Docker 19.03 and Podman 3 speak it, and so does everything later."""
TIMEOUT_S = 60.0
"""For an answer that the daemon gives at once."""
NOT_FOUND = 404
_ERRORS = 400
_CHUNK = 1 << 20

Json = dict[str, Any]


class DaemonError(FvkError):
    """The daemon cannot be reached, or refuses; the text is one line that says what to try."""

    def __init__(self, text: str, status: int = 0) -> None:
        super().__init__(text)
        self.http_status = status


class _UnixConnection(http.client.HTTPConnection):
    """HTTP over a socket in the file system."""

    def __init__(self, path: str, timeout_s: float | None) -> None:
        super().__init__("localhost", timeout=timeout_s)
        self._path = path

    def connect(self) -> None:
        """Open the socket."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


def address(environment: Mapping[str, str] | None = None) -> str:
    """Where the daemon is: ``DOCKER_HOST``, or the first of the usual sockets that is there."""
    environment = os.environ if environment is None else environment
    if told := environment.get("DOCKER_HOST"):
        return told
    usual = [
        Path("/var/run/docker.sock"),
        Path(environment.get("HOME", "/")) / ".docker" / "run" / "docker.sock",
        Path(environment.get("XDG_RUNTIME_DIR", "/nowhere")) / "docker.sock",
    ]
    return f"unix://{next((one for one in usual if one.exists()), usual[0])}"


@dataclass(frozen=True)
class Daemon:
    """One daemon, by its address; every call opens a connection of its own."""

    address: str

    def about(self) -> Json:
        """What the daemon says of itself: ``Version``, ``Arch``, ``ApiVersion``, ``Components``."""
        return dict(self.ask("GET", "/version"))

    def settings(self) -> Json:
        """How the daemon is set up: ``Driver``, ``CgroupDriver``, ``CgroupVersion``, ``SecurityOptions``."""
        return dict(self.ask("GET", "/info"))

    def create(self, name: str, config: Json) -> str:
        """Make a container; its id."""
        return str(self.ask("POST", "/containers/create", {"name": name}, config)["Id"])

    def start(self, container: str) -> None:
        """Start a container that was made."""
        self._call("POST", f"/containers/{container}/start")

    def wait(self, container: str) -> int:
        """Wait until a container has ended, however long it takes; its exit status."""
        response = self._open("POST", f"/containers/{container}/wait", timeout_s=None)
        return int(_json(response)["StatusCode"])

    def inspect(self, container: str) -> Json:
        """Everything about a container."""
        return dict(self.ask("GET", f"/containers/{container}/json"))

    def logs(self, container: str, last: int = 100, *, errors: bool = True) -> str:
        """The last lines that a container printed, both streams as they came, or standard output alone."""
        query = {"stdout": "1", "stderr": "1" if errors else "0", "tail": str(last)}
        return _without_frames(self._open("GET", f"/containers/{container}/logs", query).read())

    def remove(self, container: str) -> None:
        """Kill and remove a container, and its anonymous volumes; one that is gone already is no error."""
        try:
            self._call("DELETE", f"/containers/{container}", {"force": "1", "v": "1"})
        except DaemonError as error:
            if error.http_status not in (NOT_FOUND, http.client.CONFLICT):  # 409: it is being removed
                raise

    def containers(self, label: str) -> list[Json]:
        """Every container with this label, running or not."""
        filters = json.dumps({"label": [label]})
        found: list[Json] = self.ask("GET", "/containers/json", {"all": "1", "filters": filters})
        return found

    def image(self, tag: str) -> Json | None:
        """Everything about an image; ``None`` where there is none of that name."""
        try:
            return dict(self.ask("GET", f"/images/{quote(tag, safe='/:@')}/json"))
        except DaemonError as error:
            if error.http_status == NOT_FOUND:
                return None
            raise

    def images(self, label: str) -> list[Json]:
        """Every image with this label."""
        found: list[Json] = self.ask("GET", "/images/json", {"filters": json.dumps({"label": [label]})})
        return found

    def remove_image(self, tag: str) -> None:
        """Remove an image by name; refused while a container uses it."""
        self._call("DELETE", f"/images/{quote(tag, safe='/:@')}")

    def pull(self, name: str) -> None:
        """Fetch an image from its registry."""
        self._follow(self._open("POST", "/images/create", {"fromImage": name}, timeout_s=None))

    def import_tree(self, archive: IO[bytes], tag: str, changes: Iterable[str]) -> None:
        """Make an image of one layer from an archive of its file tree."""
        repository, _, name = tag.rpartition(":")
        query = {"fromSrc": "-", "repo": repository, "tag": name, "changes": list(changes)}
        self._follow(self._open("POST", "/images/create", query, body=_chunks(archive), timeout_s=None))

    def build(
        self,
        context: IO[bytes],
        tag: str,
        *,
        dockerfile: str = "Dockerfile",
        arguments: Mapping[str, str] | None = None,
        labels: Mapping[str, str] | None = None,
        network: str = "",
    ) -> None:
        """Build an image from an archive of its context, with the daemon's own builder."""
        query = {
            "t": tag,
            "dockerfile": dockerfile,
            "buildargs": json.dumps(dict(arguments or {})),
            "labels": json.dumps(dict(labels or {})),
            "rm": "1",
            "forcerm": "1",
            **({"networkmode": network} if network else {}),
        }
        self._follow(self._open("POST", "/build", query, body=_chunks(context), timeout_s=None))

    def ask(self, method: str, path: str, query: Mapping[str, Any] | None = None, body: object = None) -> Any:
        """One call whose answer is JSON."""
        return _json(self._open(method, path, query, body))

    def _call(self, method: str, path: str, query: Mapping[str, Any] | None = None) -> None:
        self._open(method, path, query).read()

    def _open(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        body: object = None,
        timeout_s: float | None = TIMEOUT_S,
    ) -> http.client.HTTPResponse:
        target = f"/{VERSION}{path}" + (f"?{urlencode(query, doseq=True)}" if query else "")
        streamed = isinstance(body, Iterator)
        kind = "application/x-tar" if streamed else "application/json"
        headers = {"Content-Type": kind, "Connection": "close"}
        content = body if streamed or body is None else json.dumps(body)
        connection = self._connection(timeout_s)
        try:
            connection.request(method, target, content, headers, encode_chunked=streamed)  # type: ignore[arg-type]
            response = connection.getresponse()
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            raise DaemonError(_unreachable(self.address, error)) from error
        if response.status >= _ERRORS:
            raise DaemonError(f"the Docker daemon says: {_message(response)}", response.status)
        return response

    def _connection(self, timeout_s: float | None) -> http.client.HTTPConnection:
        parts = urlsplit(self.address)
        if parts.scheme == "unix":
            return _UnixConnection(parts.path, timeout_s)
        if parts.scheme in ("tcp", "http") and parts.hostname:
            return http.client.HTTPConnection(parts.hostname, parts.port or 2375, timeout=timeout_s)
        raise DaemonError(
            f"DOCKER_HOST={self.address}: only unix:// and tcp:// addresses are understood here"
        )

    def _follow(self, response: http.client.HTTPResponse) -> None:
        """Read a long task's progress to its end; an error in it is raised with its last words."""
        said: list[str] = []
        try:
            for line in response:
                told = json.loads(line)
                said += [text.strip()] if (text := told.get("stream", "")).strip() else []
                if "error" in told:
                    printed = f" ({'; '.join(said[-3:])[:600]})" if said else ""
                    raise DaemonError(f"the Docker daemon says: {told['error'].strip()}{printed}")
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise DaemonError(_unreachable(self.address, error)) from error


def _unreachable(where: str, error: BaseException) -> str:
    """One line on a daemon that does not answer, with what to try."""
    if isinstance(error, PermissionError):
        return (
            f"no permission to use the Docker daemon's socket, {where}: "
            "join the group docker (and log in again), or use a rootless daemon"
        )
    if isinstance(error, FileNotFoundError | ConnectionRefusedError):
        return (
            f"no Docker daemon answers at {where}: start one (`systemctl start docker`), "
            "or name another with DOCKER_HOST"
        )
    reason = str(error) or type(error).__name__
    return f"the Docker daemon at {where} stopped answering ({reason}): look at its log, and start it again"


def _json(response: http.client.HTTPResponse) -> Any:
    try:
        return json.loads(response.read())
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = str(error) or type(error).__name__
        raise DaemonError(
            f"the Docker daemon stopped in the middle of an answer ({reason}): look at its log"
        ) from error


def _message(response: http.client.HTTPResponse) -> str:
    content = response.read()
    try:
        return str(json.loads(content)["message"]).strip()
    except (ValueError, KeyError, TypeError):
        return f"{response.status} {content[:200].decode('utf-8', 'replace').strip()}"


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


def _without_frames(content: bytes) -> str:
    """What was printed, without the eight bytes that the daemon puts before every piece of it."""
    pieces = []
    while len(content) >= 8 and content[0] <= 2 and content[1:4] == b"\0\0\0":
        length = int.from_bytes(content[4:8])
        pieces.append(content[8 : 8 + length])
        content = content[8 + length :]
    return b"".join([*pieces, content]).decode("utf-8", "replace")
