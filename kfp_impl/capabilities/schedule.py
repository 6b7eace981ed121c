"""The pipeline runs every night."""

import http.server
import threading

import kfp
from kfp import compiler, dsl

KIND = "operations"
IN_SPEC = (
    r"recurringruns",
    r"0 0 3 ",
)


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int) -> int:
    return n * 2


@dsl.pipeline
def pipeline(n: int = 3) -> int:
    return double(n=n).output


def deploy(directory):
    """The schedule is a request to a cluster; a server of this process's own takes it down."""
    package = str(directory / "pipeline.yaml")
    compiler.Compiler().compile(pipeline, package)
    requests = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def answer(self):
            requests.append(self.path + self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(b"{}")

        do_GET = do_POST = answer

    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    client = kfp.Client(host=f"http://127.0.0.1:{server.server_port}")
    client.create_recurring_run("1", "nightly", cron_expression="0 0 3 * * *", pipeline_package_path=package)
    return "\n".join(requests)
