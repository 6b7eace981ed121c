"""A server of this process's own in the place of a cluster: it takes down what a client sends."""

import http.server
import threading
from collections.abc import Callable


def requests_of(send: Callable[[str], None]) -> str:
    """Call ``send`` with the server's address; each request's path and body, one a line."""
    requests = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            requests.append(f"{self.path} {body}")
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(b"{}")

        do_GET = do_POST = answer

    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    send(f"http://127.0.0.1:{server.server_port}")
    return "\n".join(requests)
