"""Looks at many pipelines of one side: the SDK is imported once, and each gets a fork of that process.

``python zygote.py SDK ENGINE CASES FOLDER``: a case is a request's part on the pipeline; the answers, and
what the pipelines printed, are files in the folder.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import traceback
from pathlib import Path

from benchmarks.measure import probe

AT_ONCE = 2


def answer(engine: str, case: dict, room: Path) -> None:
    """In the fork: look, write the answer, and end."""
    log = os.open(room / "log.txt", os.O_WRONLY | os.O_CREAT)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.environ |= {"HOME": str(room), "TMPDIR": str(room), **case.get("environment", {})}
    directory = room / "work"
    directory.mkdir()
    request = {
        "engine": engine,
        "sdk": "",
        "lane": "tuned",
        "directory": str(directory),
        "phases": case.get("phases", ["compile", "run", "steps"]),
        "runs": case.get("runs", 1),
        "theirs": {"file": case["file"], "name": case.get("name", ""), "inputs": case.get("inputs", {})},
    }
    response: dict = {"unsupported": {}, "notes": {}, "phase": "start"}
    status = 0
    try:
        probe.look(request, response, probe.Stopwatch({}, None))
        if case.get("pods"):
            response["of pods"] = _outputs_of_pods(request, room / "pods")
        response["phase"] = "done"
    except BaseException:  # noqa: BLE001 - as the probe, which tells by its exit status
        traceback.print_exc()
        status = 1
    (room / "answer.json").write_text(json.dumps({"status": status, "response": response}, default=repr))
    sys.stdout.flush()
    os._exit(0)


def _outputs_of_pods(request: dict, directory: Path) -> dict:
    """What the pods' own commands give, each as a process."""
    directory.mkdir()
    response: dict = {"unsupported": {}}
    probe.measure_steps({**request, "directory": str(directory)}, response, probe.Stopwatch({}, None))
    return response["outputs"]


def main() -> None:
    sdk, engine, cases, folder = sys.argv[1:]
    importlib.import_module(sdk)
    running = 0
    for name, case in json.loads(Path(cases).read_text()).items():
        room = Path(folder, name)
        room.mkdir(parents=True)
        if os.fork() == 0:
            answer(engine, case, room)
        running += 1
        if running == AT_ONCE:
            os.wait()
            running -= 1
    while running:
        os.wait()
        running -= 1


if __name__ == "__main__":
    main()
