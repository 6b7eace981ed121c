"""A threaded HTTP server on loopback that answers with JSON, behind a behaviour's gate."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.doubles.behaviour import Behaviour, Refusal

STATUS = {"unavailable": 500, "unauthenticated": 401, "denied": 403, "quota": 429}
Answer = Callable[[str, str, dict[str, str], bytes], tuple[int, Any]]
"""(method, path, query, body) to status and JSON; a text is sent as it is."""


def _kind(method: str, path: str) -> str:
    parts = [part for part in path.split("/") if part]
    if "runs" in parts:
        return f"{method} runs" if parts[-1] == "runs" else f"{method} run"
    return f"{method} {parts[-1] if parts else ''}"


@contextmanager
def listen(behaviour: Behaviour, answer: Answer) -> Iterator[int]:
    """Serve until the block ends; the port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _handle(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            try:
                if parts.path.startswith("/apis"):
                    behaviour.gate(_kind(self.command, parts.path), dict(self.headers))
                status, told = answer(self.command, parts.path, query, body)
            except Refusal as refusal:
                if refusal.kind == "reset":
                    self.connection.shutdown(socket.SHUT_RDWR)
                    self.close_connection = True
                    return
                status, told = STATUS[refusal.kind], {"error": refusal.text, "message": refusal.text}
            content = told.encode() if isinstance(told, str) else json.dumps(told).encode()
            self.send_response(status)
            self.send_header("content-type", "text/plain" if isinstance(told, str) else "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_DELETE = do_PUT = _handle  # noqa: N815 - the names that http.server calls

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
