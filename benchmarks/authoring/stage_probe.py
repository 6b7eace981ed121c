"""Takes specimens through import, compile and run, each in a process of its own; standard library only.

Started as ``python -P stage_probe.py MODULE:CLASS``. Each line on standard input is one request, each
line on standard output its answer, both JSON. The SDK is imported once; every request is then a fork of
that process, so that a specimen meets an interpreter that has imported the SDK and nothing else, at a
tenth of what a cold start would cost. A request that outlives ``timeout_s`` is killed with its children.
"""

from __future__ import annotations

import contextlib
import dataclasses
import importlib
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

POLL_S = 0.01
"""How often the parent looks whether a fork has ended: short beside the 0.1 s of the shortest case."""

TRACEBACK_CHARACTERS = 8_000
"""The end of a traceback that is kept; one of a recursion is a hundred times as long."""


def climb(adapter: Any, request: dict[str, Any], outcome: dict[str, Any]) -> None:
    """Try the stages in order; ``outcome`` always names the stage that is being tried.

    A specimen may bring three hooks: ``attempt()`` answers another pipeline to take in place of
    ``pipeline``; ``deploy(directory)`` replaces the adapter's compile and answers what a cluster would be
    sent; ``check(results)`` raises where the runs did not show the feature.
    """
    directory = Path(request["directory"])
    outcome["stage"] = "import"
    module = importlib.import_module(request["module"])
    pipeline = module.attempt() if request["attempt"] else module.pipeline
    outcome["stage"] = "compile"
    deploy = getattr(module, "deploy", None)
    compiled = deploy(directory) if deploy else adapter.compile(pipeline, directory / "compiled")
    (directory / "compiled.txt").write_text(compiled, encoding="utf-8")
    if request["command"]:
        outcome["stage"] = adapter.command_stage
        outcome["result"] = adapter.command(Path(str(module.__file__)), request["command"], directory)
        return
    outcome["stage"] = "run"
    results = [
        run_once(adapter, pipeline, request, directory / f"run{number}") for number in range(request["runs"])
    ]
    outcome["result"] = json.loads(json.dumps(results[-1] if results else None, default=as_data))
    outcome["stage"] = "check"
    check = getattr(module, "check", None)
    if check:
        check(results)


def as_data(value: Any) -> Any:
    """A dataclass by its fields, anything else that JSON does not know as Python shows it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    return repr(value)


def run_once(adapter: Any, pipeline: Any, request: dict[str, Any], directory: Path) -> Any:
    """The run's result; of a run that is to fail, the exception that ended it."""
    if not request["fails"]:
        return adapter.run(pipeline, request["inputs"], directory, request["caching"])
    try:
        result = adapter.run(pipeline, request["inputs"], directory, request["caching"])
    except Exception as error:  # noqa: BLE001 - which one is the SDK's business
        return f"{type(error).__name__}: {message_of(error)}"
    raise AssertionError(f"the run did not fail; it returned {result!r}")


def exceptions_of(error: BaseException) -> Iterator[BaseException]:
    """The exception and all that it was raised from, or while handling: what a traceback prints."""
    seen: set[int] = set()
    chain: BaseException | None = error
    while chain is not None and id(chain) not in seen:
        seen.add(id(chain))
        yield chain
        chain = chain.__cause__ or chain.__context__


def frames_of(error: BaseException) -> list[tuple[str, int]]:
    """Every (file, line) that the printed traceback shows, without repeats; a recursion repeats many."""
    frames: dict[tuple[str, int], None] = {}
    for link in exceptions_of(error):
        for frame, line in traceback.walk_tb(link.__traceback__):
            frames[frame.f_code.co_filename, line] = None
        if isinstance(link, SyntaxError) and link.filename and link.lineno:
            frames[link.filename, link.lineno] = None
    return list(frames)


def message_of(error: BaseException) -> str:
    """The exception's own text; a command line's error carries it apart from ``str``."""
    format_message = getattr(error, "format_message", None)
    return str(format_message() if format_message else error)


def report(adapter: Any, request: dict[str, Any]) -> dict[str, Any]:
    """Climb, and tell where it ended: the stage that stopped it, or ``never``."""
    outcome: dict[str, Any] = dict.fromkeys(("exception", "message", "traceback"), "")
    outcome["frames"] = []
    started = time.perf_counter_ns()
    try:
        climb(adapter, request, outcome)
        outcome["stage"] = "never"
    except BaseException as error:  # noqa: BLE001 - whatever a specimen raises is the finding
        outcome["exception"] = type(error).__name__
        outcome["message"] = message_of(error)
        outcome["frames"] = frames_of(error)
        outcome["traceback"] = "".join(traceback.format_exception(error))[-TRACEBACK_CHARACTERS:]
    outcome["wall_ns"] = time.perf_counter_ns() - started
    return outcome


def become_specimen(adapter: Any, request: dict[str, Any]) -> None:
    """Run in the fork: own session, own log, own home, own working directory; never returns."""
    directory = Path(request["directory"])
    os.setsid()
    log = os.open(directory / "log.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(log, stream)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.environ["HOME"] = request["home"]
    os.environ["PYTHONPATH"] = os.pathsep.join([*request["python_path"], os.environ.get("PYTHONPATH", "")])
    sys.path[:0] = request["python_path"]
    os.chdir(directory)
    outcome = report(adapter, request)
    (directory / "outcome.json").write_text(json.dumps(outcome), encoding="utf-8")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def supervise(adapter: Any, request: dict[str, Any]) -> dict[str, Any]:
    """Fork, wait, kill at the time limit; the specimen's outcome, or how its process died."""
    child = os.fork()
    if child == 0:
        try:
            become_specimen(adapter, request)
        finally:
            os._exit(70)
    deadline = time.monotonic() + request["timeout_s"]
    status = None
    while status is None and time.monotonic() < deadline:
        ended, code = os.waitpid(child, os.WNOHANG)
        if ended:
            status = os.waitstatus_to_exitcode(code)
        else:
            time.sleep(POLL_S)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    if status is None:
        os.waitpid(child, 0)
        return {"died": f"killed after {request['timeout_s']} s"}
    written = Path(request["directory"]) / "outcome.json"
    if status != 0 or not written.exists():
        return {"died": f"process ended with status {status}"}
    outcome: dict[str, Any] = json.loads(written.read_text(encoding="utf-8"))
    return outcome


def main() -> None:
    """Serve requests until standard input ends."""
    module, _, name = sys.argv[1].partition(":")
    adapter = getattr(importlib.import_module(module), name)()
    adapter.warm_up()
    for line in sys.stdin:
        print(json.dumps(supervise(adapter, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
