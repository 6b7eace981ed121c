"""What is measured in containers beside a step: a whole run, an SDK's own runner, an image, an edit.

Each is called inside the measured process, as the probe's own verbs are.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.targets.container import SEEN, run_container, runner
from benchmarks.targets.daemon import Daemon
from benchmarks.targets.images import CODE, REPOSITORY, context_of
from shared.contract import Unsupported
from shared.engine_defaults import completed
from shared.workloads import find

Message = dict[str, Any]


def whole_run(request: Message, response: Message, watch: Any) -> None:
    """The SDK's own run command, all of it in one container."""
    engine, workload = _engine(request), find(request["workload"])
    command = engine.commands(workload.name, request["size"], request["lane"])["run"]
    if _refused(response, command):
        return
    told = request["container"]
    room = Path(request["directory"]).parent
    given = {name: os.environ[name] for name in SEEN if name in os.environ}
    variables = {**given, **told["variables"], **command.environment}
    argv = in_image(command.argv, Path.cwd(), [Path(place) for place in told["code"]])
    config = {
        "Image": told["image"],
        "Entrypoint": list(argv[:1]),
        "Cmd": list(argv[1:]),
        "Env": [f"{name}={value}" for name, value in variables.items()],
    }
    response["phase"] = "run"
    finish = run_container(Daemon(told["daemon"]), config, told, (f"{room}:{room}",))
    ended = finish()
    if ended["problem"]:
        _fail(response, "the run", ended)
    _note(watch.metrics, "whole", ended["figures"])
    if command.outputs is not None:
        outputs = command.outputs(ended["stdout"], Path(request["directory"]))
        response["outputs"] = None if outputs is None else dict(outputs)


def in_image(argv: tuple[str, ...], here: Path, code: list[Path]) -> tuple[str, ...]:
    """This machine's command line as the image has it: its programs, and our modules where it keeps them."""
    programs = Path(sys.executable).parent

    def word(text: str) -> str:
        if Path(text).is_absolute() and Path(text).parent == programs:
            return "python3" if text == sys.executable else Path(text).name
        if text.endswith(".py"):
            file = Path(os.path.normpath(here / text))
            for top in code:
                if top in file.parents:
                    return str(file.relative_to(top.parent))
        return text

    return tuple(map(word, argv))


def sdk_runner(request: Message, response: Message, watch: Any) -> None:
    """The SDK's own local runner that starts a container for each step, where it has one."""
    engine, workload = _engine(request), find(request["workload"])
    os.environ["DOCKER_HOST"] = request["container"]["daemon"]
    pipeline = engine.load(workload.name, request["size"], request["lane"])
    if _refused(response, pipeline):
        return
    directory = Path(request["directory"], "run")
    directory.mkdir()
    response["phase"] = "run"
    inputs = workload.inputs(request["size"])
    outputs = watch.time("sdk", lambda: engine.run_in_containers(pipeline, inputs, directory))
    if _refused(response, outputs):
        for unit in ("wall_ns", "cpu_ns"):
            del watch.metrics[f"sdk.{unit}"]
        return
    response["outputs"] = dict(outputs)


def image(request: Message, response: Message, watch: Any) -> None:  # noqa: ARG001
    """The bytes of the image, and those that are not in plain Python's."""
    told = request["container"]
    daemon = Daemon(told["daemon"])
    whole, plain = daemon.image(told["image"]), daemon.image(told["plain"])
    assert whole is not None
    assert plain is not None
    watch.metrics["image.bytes"] = int(whole["Size"])
    if whole["Id"] != plain["Id"]:
        watch.metrics["image.own_bytes"] = int(whole["Size"]) - int(plain["Size"])


MARKS = Path(__file__).with_name("marks")
_MARKS_THERE = "/fvk-marks"
_LIBRARIES = ("joblib", "numpy", "pandas", "pyarrow", "scipy", "sklearn")
"""What the steps compute with: the packages that plain Python's image has too."""


def split(request: Message, response: Message, watch: Any) -> None:
    """Where the time of the steps' containers goes; what tells it takes a little itself."""
    engine, workload = _engine(request), find(request["workload"])
    pipeline = engine.load(workload.name, request["size"], request["lane"])
    if _refused(response, pipeline):
        return
    steps = engine.steps(pipeline, workload.inputs(request["size"]), Path(request["directory"]))
    if _refused(response, steps):
        return
    place = Path(request["directory"]).parent / "marks"
    place.mkdir(mode=0o777)
    told: Message = dict(request["container"])
    told["binds"] = [f"{MARKS}:{_MARKS_THERE}:ro"]
    told["variables"] = {
        **told["variables"],
        "PYTHONPATH": f"{_MARKS_THERE}:{CODE}",
        "FVK_MARKS": str(place),
        "FVK_LIBRARIES": ",".join(_LIBRARIES),
    }
    run = runner({**request, "container": told})

    def told_apart(step: Any) -> Callable[[], Message]:
        finish = run(step)

        def tell() -> Message:
            ended = finish()
            for part, length in parts_of(ended, _marks(place)).items():
                name = f"split.{part}_ns"
                watch.metrics[name] = watch.metrics.get(name, 0) + length
            return ended

        return tell

    response["phase"] = "steps"
    response["outputs"] = _walk(next(steps), steps, told_apart, response)


def _marks(place: Path) -> list[Message]:
    """What the processes of one container told, the first one first; they are told once."""
    files = sorted(place.glob("*.json"))
    found = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    for file in files:
        file.unlink()
    return sorted(found, key=lambda one: int(one["started_ns"]))


def parts_of(ended: Mapping[str, Any], marks: list[Message]) -> dict[str, int]:
    """Nanoseconds of one container by what they went to; together they are its time, but for its removal."""
    figures = ended["figures"]
    spent = {kind: sum(int(one["spent_ns"][kind]) for one in marks) for kind in ("sdk", "libraries", "user")}
    began, over = int(ended["started_at_ns"]), int(ended["finished_at_ns"])
    before = int(marks[0]["started_ns"]) - began if marks else 0
    after = over - int(marks[-1]["ended_ns"]) if marks else 0
    rest = int(figures["inside_ns"]) - before - after - sum(spent.values())
    around = {part: int(figures[f"{part}_ns"]) for part in ("create", "start")}
    inside = {"interpreter": before, **spent, "rest": rest, "teardown": after}
    return {**around, **inside, "notice": int(figures["notice_ns"])}


_LINE, _EDITED = "MULTIPLIER = 48_271", "MULTIPLIER = 16_807"
"""One line of a shared step, and what it is changed to: the result tells which of the two has run."""


def edit(request: Message, response: Message, watch: Any) -> None:
    """From a changed line of a shared step until its result is back, proven to be of the new line."""
    engine, workload = _engine(request), find(request["workload"])
    pipeline = engine.load(workload.name, request["size"], request["lane"])
    if _refused(response, pipeline):
        return
    steps = engine.steps(pipeline, workload.inputs(request["size"]), Path(request["directory"]))
    if _refused(response, steps):
        return
    source = _copied(request)
    way = Way(request, engine, source)
    step = next(steps)  # compiled before: the line is in no compiled file
    if _refused(response, way.possible(step)):
        return
    response["phase"] = "edit"
    began = time.perf_counter_ns()
    _change(source / "shared" / "steps" / "advance.py")
    try:
        run = way.prepare()
        prepared = time.perf_counter_ns()
        outputs = _walk(step, steps, run, response)
        watch.metrics["edit.wall_ns"] = time.perf_counter_ns() - began
        watch.metrics["edit.prepare_ns"] = prepared - began
    finally:
        way.leave()
    expected = _expected(source, workload.name, request["size"])
    if outputs != expected:
        response["refused"] = f"the old line ran: {outputs}, and the new one gives {expected}"
        raise SystemExit(3)


class Way:
    """One way by which a changed module gets into a container."""

    def __init__(self, request: Message, engine: Any, source: Path) -> None:
        self.request, self.engine, self.source = request, engine, source
        self.kind = str(request["verb"]).partition(":")[2]
        self.told: Message = dict(request["container"])
        self.daemon = Daemon(self.told["daemon"])
        self.tag = f"{REPOSITORY}:edit-{os.getpid()}"

    def possible(self, step: Any) -> Any:
        """The step, or why its SDK has no such way."""
        return self.engine.shipped(step, self.archive) if self.kind == "archive" else step

    @property
    def archive(self) -> Path:
        """Where the modules travel, packed."""
        return Path(self.request["directory"], "code.tar.gz")

    def prepare(self) -> Callable[[Any], Any]:
        """Do what must be done between the edit and the step; what runs the step then."""
        if self.kind == "layer":
            scratch = Path(self.request["directory"])
            dockerfile = f"FROM {self.told['image']}\nCOPY code/ {CODE}/\n"
            with context_of({"code": self.source}, dockerfile, scratch) as context:
                self.daemon.build(context, self.tag, labels=self.told["labels"], network="none")
        elif self.kind == "archive":
            with tarfile.open(self.archive, "w:gz") as packed:
                for top in sorted(self.source.iterdir()):
                    packed.add(top, top.name)
        else:
            mounts = [f"{top}:{CODE}/{top.name}:ro" for top in sorted(self.source.iterdir())]
            self.told["binds"] = mounts
        run = runner({**self.request, "container": self.told})
        return lambda step: run(self._changed(step))

    def leave(self) -> None:
        """Remove the layer."""
        if self.kind == "layer" and self.daemon.image(self.tag) is not None:
            self.daemon.remove_image(self.tag)

    def _changed(self, step: Any) -> Any:
        if self.kind == "layer":
            return replace(step, image=self.tag)
        return self.engine.shipped(step, self.archive) if self.kind == "archive" else step


def _walk(step: Any, steps: Any, run: Callable[[Any], Any], response: Message) -> Mapping[str, Any]:
    while True:
        told = run(step)()
        if told["problem"]:
            _fail(response, f"step {step.name}", told)
        try:
            step = next(steps)
        except StopIteration as end:
            return dict(end.value)


def _copied(request: Message) -> Path:
    """A developer's checkout of the modules that the image has."""
    from benchmarks.targets.images import copy_code

    return copy_code(
        [Path(place) for place in request["container"]["code"]], Path(request["directory"], "source")
    )


def _change(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    if _LINE not in text:
        raise ValueError(f"{file.name} has no line {_LINE!r} any more: name another in probes.py")
    file.write_text(text.replace(_LINE, _EDITED), encoding="utf-8")


def _expected(source: Path, workload: str, size: Mapping[str, Any]) -> Any:
    """What plain Python gives with the changed line."""
    code = (
        "import json, sys; from shared.workloads import find; w = find(sys.argv[1]);"
        " s = json.loads(sys.argv[2]); print(json.dumps(dict(w.reference(w.inputs(s), s))))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, workload, json.dumps(dict(size))],
        env={**os.environ, "PYTHONPATH": str(source)},
        cwd=source,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(told.stdout)


def _engine(request: Message) -> Any:
    module, _, attribute = str(request["engine"]).partition(":")
    return completed(getattr(importlib.import_module(module), attribute))


def _refused(response: Message, answer: object) -> bool:
    if not isinstance(answer, Unsupported):
        return False
    response["unsupported"]["command"] = answer.reason + (f" [{answer.attempt}]" if answer.attempt else "")
    return True


def _fail(response: Message, what: str, told: Mapping[str, Any]) -> None:
    sys.stderr.write(str(told["printed"])[-4096:])
    response["refused"] = f"{what}: {told['problem']}"
    raise SystemExit(3)


def _note(metrics: dict[str, int], name: str, figures: Mapping[str, int]) -> None:
    metrics.update({f"{name}.{figure}": value for figure, value in figures.items()})
