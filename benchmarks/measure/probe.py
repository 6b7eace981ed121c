"""What runs inside the fresh process of one sample: one contender, one workload, one verb.

Started as a script, ``python -P probe.py REQUEST RESPONSE``, so that it imports nothing of the harness
beyond itself: the standard library, the contract in ``shared``, one engine and its SDK. Both files are
JSON. Every figure goes to the response as soon as the probe ends, also when a phase raised; the
exception then goes on to standard error and the exit status, where the harness reads it.
"""

from __future__ import annotations

import sys
from time import perf_counter_ns

# Nothing else may be imported up here: whatever is, makes the SDK's import look cheaper.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any, TypeVar

    Message = dict[str, Any]
    Result = TypeVar("Result")


def _median(values: list[int]) -> int:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) // 2


_WALK_NS = 1_000_000
"""More than one walk over the objects of a bare process takes."""


class Stopwatch:
    """Wall and processor nanoseconds of a phase; processor time counts children that were waited for.

    A phase pays for itself alone: before it begins, the garbage of earlier phases is collected and what they
    left alive is frozen. Otherwise whichever phase crosses the collector's threshold pays for walking over
    everything that was loaded before it, some 100 ms beside a phase of 10 ms, and which one that is depends
    on what else is installed. ``gc_ns`` of a phase is the time its own collections took; it is part of
    ``wall_ns``.
    """

    def __init__(
        self,
        metrics: dict[str, int],
        delay: dict[str, object] | None,
        collector: CollectorClock | None = None,
        *,
        settle: bool = False,
        clock: Callable[[], int] = perf_counter_ns,
    ) -> None:
        # Kept here before any code that is measured could put another clock into this module.
        self._clock = clock
        self.metrics = metrics
        self._delay = delay or {}
        self._collector = collector
        self._settle = settle

    def time(self, phase: str, work: Callable[[], Result]) -> Result:
        """Run ``work()``, note what it cost under ``phase``, and return what it returned."""
        wall, cpu, result = self.measure(phase, work)
        self.metrics[phase + ".wall_ns"] = wall
        self.metrics[phase + ".cpu_ns"] = cpu
        for unit, value in self.collected().items():
            self.metrics[f"{phase}.{unit}"] = value
        return result

    def collected(self) -> dict[str, int]:
        """``gc_ns`` of the last phase; nothing without a collector's clock."""
        return {} if self._collector is None else {"gc_ns": self._collector.spent_ns}

    def units(self, phase: str) -> list[str]:
        """What is noted of a phase: ``wall_ns``, ``cpu_ns`` and, with a collector's clock, ``gc_ns``."""
        return [unit for unit in ("wall_ns", "cpu_ns", "gc_ns") if f"{phase}.{unit}" in self.metrics]

    def measure(self, phase: str, work: Callable[[], Result]) -> tuple[int, int, Result]:
        """Like :meth:`time`, but return ``(wall_ns, cpu_ns, result)`` instead of noting them."""
        if self._settle:
            _settle()
        if self._collector is not None:
            self._collector.spent_ns = 0
        cpu_before = _cpu_ns()
        before = self._clock()
        if self._delay.get("phase") == phase:
            _spin_ns(int(str(self._delay["ns"])))
        result = work()
        wall = self._clock() - before
        return wall, _cpu_ns() - cpu_before, result


class CollectorClock:
    """Adds up the nanoseconds of garbage collections, which the collector itself announces."""

    def __init__(self, clock: Callable[[], int] = perf_counter_ns) -> None:
        import gc

        self._clock = clock
        self.spent_ns = 0
        self._began_ns = 0
        gc.callbacks.append(self._announced)

    def _announced(self, moment: str, _: Message) -> None:
        if moment == "start":
            self._began_ns = self._clock()
        else:
            self.spent_ns += self._clock() - self._began_ns


def _settle() -> None:
    """Collect what earlier phases threw away, and let no later collection look at what they kept."""
    import gc

    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _spin_ns(duration_ns: int) -> None:
    """Use up exactly this long: a sleep would add the scheduler's wake-up, which is not known.

    Walking over the objects keeps them in the processor's caches. After an empty loop they are gone, and
    the rest of the process takes another millisecond for the delay's sake.
    """
    import gc

    until = perf_counter_ns() + duration_ns
    while perf_counter_ns() < until - _WALK_NS:
        gc.get_objects()
    while perf_counter_ns() < until:
        pass


def _cpu_ns() -> int:
    import resource

    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    return round(seconds * 1e9)


def _read_json(path: str) -> Any:
    import json

    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - pathlib is an import an SDK would pay for
        return json.load(file)


def _engine(target: str) -> Any:
    from shared.engine_defaults import completed

    module, attribute, *form = target.split(":", 2)
    return completed(_attribute(f"{module}:{attribute}"), *form)


def _attribute(name: str) -> Any:
    """What ``module:attribute`` names."""
    import importlib

    module, _, attribute = name.partition(":")
    return getattr(importlib.import_module(module), attribute)


class Session:
    """Import, load, compile and run in one process: the phases of a developer's loop."""

    def __init__(self, request: Message, response: Message, watch: Stopwatch) -> None:
        self.request, self.response, self.watch = request, response, watch
        self.patience_ns = int(request.get("patience_s", 20) * 1e9)

    def measure(self) -> None:
        """Fill the response phase by phase; ``response["phase"]`` names the one under way."""
        import importlib

        request, watch = self.request, self.watch
        _cpu_ns()  # imports its module now, not inside the first phase
        if request["sdk"]:
            self._enter("import")
            watch.time("import", lambda: importlib.import_module(request["sdk"]))
        engine = _engine(request["engine"])
        subject = _subject(engine, request)
        self._enter("libraries")
        watch.time("libraries", lambda: [importlib.import_module(name) for name in subject.libraries])
        self._enter("load")
        pipeline = watch.time("load", subject.load)
        if self._refuses("load", pipeline):
            return
        known = {phase: why for phase, why in subject.refused.items() if phase in request["phases"]}
        self.response["unsupported"].update(known)
        if "compile" in request["phases"] and "compile" not in subject.refused:
            self._compile(engine, subject, pipeline)
        if "run" in request["phases"] and "run" not in subject.refused:
            self._run(engine, subject, pipeline)

    def _compile(self, engine: Any, subject: Any, pipeline: Any) -> None:
        metrics, watch = self.watch.metrics, self.watch
        self._enter("compile")
        files = watch.time("compile", lambda: engine.compile(pipeline, self._directory("compile-0")))
        if self._refuses("compile", files):
            return
        metrics["artefact.bytes"] = sum(file.stat().st_size for file in files)
        metrics["artefact.files"] = len(files)
        metrics["artefact.largest_file_bytes"] = max((file.stat().st_size for file in files), default=0)
        argument_bytes = engine.longest_argument(files)
        if argument_bytes is not None:
            metrics["artefact.argument_bytes"] = argument_bytes
        for unit in watch.units("compile"):
            metrics["build." + unit] = metrics["load." + unit] + metrics["compile." + unit]

        again: list[Any] = []

        def rebuild(round_number: int) -> None:
            again[:] = engine.compile(subject.load(), self._directory(f"compile-{round_number}"))

        self._rounds("rebuild", "build", rebuild)
        if again:
            self._compare_builds(list(files), again)

    def _compare_builds(self, first: list[Any], second: list[Any]) -> None:
        """Two builds of one source: how many of their files differ, and which."""
        names = {file.name: file for file in second}
        differing = [
            file.name
            for file in first
            if file.name not in names or file.read_bytes() != names[file.name].read_bytes()
        ]
        self.watch.metrics["artefact.differing_files"] = len(differing)
        if differing:
            self.response["notes"]["two builds differ in"] = ", ".join(differing[:5])

    def _run(self, engine: Any, subject: Any, pipeline: Any) -> None:
        watch = self.watch
        inputs = subject.inputs()
        self._enter("run")
        before = _stored_bytes(self.request["directory"])
        outputs = watch.time("run", lambda: engine.run(pipeline, inputs, self._directory("run-0")))
        if self._refuses("run", outputs):
            return
        self.response["outputs"] = subject.comparable(outputs)
        watch.metrics["run.written_bytes"] = _stored_bytes(self.request["directory"]) - before
        if "intervals" in outputs:
            watch.metrics["run.concurrency"] = _most_at_once(outputs["intervals"])

        def rerun(round_number: int) -> None:
            engine.run(pipeline, inputs, self._directory(f"run-{round_number}"))

        self._rounds("rerun", "run", rerun)

    def _rounds(self, phase: str, first: str, work: Callable[[int], None]) -> None:
        rounds = self.request["rounds"].get(phase, 0)
        if not rounds:
            return
        if self.watch.metrics[first + ".wall_ns"] * rounds > self.patience_ns:
            self.response["unsupported"][phase] = (
                f"left out: the first {first} took so long that {rounds} more would exceed "
                f"{self.request.get('patience_s', 20)} s"
            )
            return
        from functools import partial

        self._enter(phase)
        taken: dict[str, list[int]] = {}
        for number in range(1, rounds + 1):
            wall, cpu, _ = self.watch.measure(phase, partial(work, number))
            for unit, value in {"wall_ns": wall, "cpu_ns": cpu, **self.watch.collected()}.items():
                taken.setdefault(unit, []).append(value)
        for unit, values in taken.items():
            self.watch.metrics[f"{phase}.{unit}"] = _median(values)

    def _enter(self, phase: str) -> None:
        self.response["phase"] = phase

    def _refuses(self, phase: str, answer: object) -> bool:
        if not _note_refusal(self.response, phase, answer):
            return False
        for unit in self.watch.units(phase):  # how long it took to say no is no figure
            del self.watch.metrics[f"{phase}.{unit}"]
        return True

    def _directory(self, name: str) -> Path:
        from pathlib import Path

        directory = Path(self.request["directory"], name)
        directory.mkdir(parents=True)
        return directory


def _stored_bytes(directory: str) -> int:
    """Bytes of all files in the sample's own directories: working directory, HOME and TMPDIR."""
    import os

    total = 0
    for top in (directory, os.environ.get("HOME", ""), os.environ.get("TMPDIR", "")):
        for folder, _, names in os.walk(top):
            for name in names:
                path = os.path.join(folder, name)  # noqa: PTH118 - as above
                total += os.lstat(path).st_size
    return total


def _most_at_once(intervals: list[list[float]]) -> int:
    """How many of the steps' (start, end) overlap at most."""
    edges = sorted((at, change) for start, end in intervals for at, change in ((start, 1), (end, -1)))
    running = most = 0
    for _, change in edges:
        running += change
        most = max(most, running)
    return most


def _workload(name: str) -> Any:
    from shared.workloads import find

    return find(name)


class OurWorkload:
    """One of the harness's own workloads at one size, as an engine implements it."""

    def __init__(self, engine: Any, request: Message) -> None:
        self._engine, self._size, self._lane = engine, request["size"], request["lane"]
        self._workload = _workload(request["workload"])
        self.libraries: tuple[str, ...] = self._workload.libraries
        self.refused: dict[str, str] = {}

    def load(self) -> Any:
        """Import, decorate and trace, afresh at every call."""
        return self._engine.load(self._workload.name, self._size, self._lane)

    def inputs(self) -> Any:
        """The workload's inputs, by name."""
        return self._workload.inputs(self._size)

    def comparable(self, outputs: Any) -> Message:
        """All of them: our implementations give nothing but JSON."""
        return dict(outputs)


def _subject(engine: Any, request: Message) -> Any:
    """What the request is about: a workload of ours, or a pipeline that somebody brought."""
    if not request.get("theirs"):
        return OurWorkload(engine, request)
    from shared.their_pipeline import TheirPipeline

    return TheirPipeline(engine, request)


def _note_refusal(response: Message, phase: str, answer: object) -> bool:
    from shared.contract import Unsupported

    if not isinstance(answer, Unsupported):
        return False
    response["unsupported"][phase] = answer.reason + (f" [{answer.attempt}]" if answer.attempt else "")
    return True


def measure_session(request: Message, response: Message, watch: Stopwatch) -> None:
    """The phases of one developer session; see :class:`Session`."""
    Session(request, response, watch).measure()


def measure_steps(request: Message, response: Message, watch: Stopwatch) -> None:
    """Each step's pod command as a cold process, one after the other, with the outputs they leave."""
    from functools import partial
    from pathlib import Path

    engine = _engine(request["engine"])
    subject = _subject(engine, request)
    if "steps" in subject.refused:
        response["unsupported"]["steps"] = subject.refused["steps"]
        return
    response["phase"] = "load"
    pipeline = subject.load()
    if _note_refusal(response, "steps", pipeline):
        return
    steps = engine.steps(pipeline, subject.inputs(), Path(request["directory"]))
    if _note_refusal(response, "steps", steps):
        return
    run_step = _step_runner(request)
    taken: list[tuple[str, dict[str, int]]] = []
    while True:
        response["phase"] = "preparing the next step"
        try:
            step = next(steps)
        except StopIteration as end:
            response["outputs"] = subject.comparable(end.value)
            break
        response["phase"] = f"step {step.name}"
        wall, cpu, tell = watch.measure("step", partial(run_step, step))
        told = tell()
        if told["problem"]:
            _stop_at(step.name, told, response)
        # What a target knows better than this process, such as what another process's child used.
        taken.append((step.name, {"wall_ns": wall, "cpu_ns": cpu, **told.get("figures", {})}))
    _sum_steps(watch.metrics, taken)


def _sum_steps(metrics: dict[str, int], taken: list[tuple[str, dict[str, int]]]) -> None:
    metrics["steps.count"] = len(taken)
    for figure in dict.fromkeys(name for _, figures in taken for name in figures):
        values = [figures[figure] for _, figures in taken if figure in figures]
        if len(values) == len(taken):
            metrics[f"steps.{figure}"] = max(values) if figure.startswith("peak") else sum(values)
    for figure in ("wall_ns", "cpu_ns"):
        metrics[f"step.{figure}"] = _median([figures[figure] for _, figures in taken])
    if len(taken) <= 32:
        for name, figures in taken:
            metrics[f"step.{name}.wall_ns"] = figures["wall_ns"]


def _stop_at(step: str, told: Message, response: Message) -> None:
    response["refused"] = _told_of_step(step, told)
    raise SystemExit(3)


def _step_runner(request: Message) -> Any:
    return _attribute(request.get("target") or "benchmarks.targets.local:runner")(request)


def _run_step(run: Any, step: Any) -> str:
    """Run one pod's command; why it failed, with what it printed, or nothing."""
    told = run(step)()
    return _told_of_step(step.name, told) if told["problem"] else ""


def _told_of_step(name: str, told: Message) -> str:
    from shared.raised import printed_cause

    sys.stderr.write(told["printed"][-4096:])
    return f"step {name}: {told['problem']}{printed_cause(told['printed'], told['problem'])}"


def describe(request: Message, response: Message, watch: Stopwatch) -> None:  # noqa: ARG001
    """What the engine says of itself, for the plan and the fingerprint."""
    engine = _engine(request["engine"])
    response["sdk"] = engine.sdk
    response["lanes"] = dict(engine.lanes)
    response["forms"] = dict(engine.forms)
    response["versions"] = dict(engine.versions())
    response["requirements"] = list(engine.requirements)
    response["environment"] = {lane: dict(names) for lane, names in engine.environment.items()}


def try_out(request: Message, response: Message, watch: Stopwatch) -> None:  # noqa: ARG001
    """Which workloads this engine can load, take apart into pod commands and start by command line."""
    from pathlib import Path

    from shared.workloads import find, names

    engine = _engine(request["engine"])
    told: dict[str, dict[str, str]] = {}
    for name in names():
        directory = Path(request["directory"], name)
        directory.mkdir()
        told[name] = _try_workload(engine, find(name), find(name).smallest, directory)
        told[name].update(_try_sizes(engine, find(name)))
    response["support"] = told


def _try_workload(engine: Any, workload: Any, size: Any, directory: Path) -> dict[str, str]:
    """Verb to the reason why it is not to be had; a verb that is to be had is not named."""
    from shared.contract import Unsupported

    refused = {}
    try:
        pipeline = engine.load(workload.name, size, "tuned" if "tuned" in engine.lanes else "default")
        if isinstance(pipeline, Unsupported):
            return {"session": pipeline.reason}
        steps = engine.steps(pipeline, workload.inputs(size), directory)
        if isinstance(steps, Unsupported):
            refused["steps"] = steps.reason
        for name, command in engine.commands(workload.name, size, "default").items():
            if isinstance(command, Unsupported):
                refused[f"command:{name}"] = command.reason
    except Exception as error:  # noqa: BLE001 - one workload that breaks must not hide the others
        refused["session"] = f"{type(error).__name__}: {error}"
    return refused


def _try_sizes(engine: Any, workload: Any) -> dict[str, str]:
    """What is refused at other sizes: the first of every kind of value, and the second smallest of all."""
    from shared.contract import Unsupported

    lane = "tuned" if "tuned" in engine.lanes else "default"
    sizes = max(workload.sizes.values(), key=len)
    kinds = {tuple(value for value in size.values() if isinstance(value, str)): size for size in sizes[::-1]}
    refused = {}
    for size in [*kinds.values(), *sizes[1:2]]:
        label = ",".join(f"{name}={value}" for name, value in size.items())
        pipeline = engine.load(workload.name, size, lane)
        refusal = pipeline if isinstance(pipeline, Unsupported) else engine.cannot_run(pipeline)
        if refusal is not None:
            refused[f"run at {label}"] = refusal.reason
    return refused


def look(request: Message, response: Message, watch: Stopwatch) -> None:
    """Try once what somebody brought: what it takes and gives, and what becomes of each phase."""
    from shared.first_look import FirstLook

    if request["sdk"]:
        import importlib

        importlib.import_module(request["sdk"])
    engine = _engine(request["engine"])

    def save() -> None:
        """Keep what is known so far, for the case that this process does not survive the next phase."""
        if "response" not in request:
            return
        import os

        part = request["response"] + ".part"
        _write_json(part, response)
        os.replace(part, request["response"])  # noqa: PTH105 - as above

    from functools import partial

    run_step = partial(_run_step, _step_runner(request))
    FirstLook(engine, _subject(engine, request), request, response, watch.measure, run_step, save).take()


def compute_reference(request: Message, response: Message, watch: Stopwatch) -> None:  # noqa: ARG001
    """The outputs that plain Python gives."""
    workload = _workload(request["workload"])
    size = request["size"]
    response["outputs"] = dict(workload.reference(workload.inputs(size), size))


def prepare_command(request: Message, response: Message, watch: Stopwatch) -> None:  # noqa: ARG001
    """The SDK's own command line, for the harness to start apart from this process."""
    engine = _engine(request["engine"])
    command = engine.commands(request["workload"], request["size"], request["lane"])[request["command"]]
    if _note_refusal(response, "command", command):
        return
    response["argv"] = list(command.argv)
    response["environment"] = dict(command.environment)
    response["tells_outputs"] = command.outputs is not None


def read_command_outputs(request: Message, response: Message, watch: Stopwatch) -> None:  # noqa: ARG001
    """What a finished command printed or wrote, as outputs by name."""
    from pathlib import Path

    engine = _engine(request["engine"])
    command = engine.commands(request["workload"], request["size"], request["lane"])[request["command"]]
    printed = Path(request["stdout"]).read_text(encoding="utf-8", errors="replace")
    outputs = command.outputs(printed, Path(request["directory"]))
    response["outputs"] = None if outputs is None else dict(outputs)


VERBS = {
    "session": measure_session,
    "steps": measure_steps,
    "describe": describe,
    "look": look,
    "try-out": try_out,
    "reference": compute_reference,
    "prepare-command": prepare_command,
    "read-command-outputs": read_command_outputs,
}


def main(request_path: str, response_path: str, clock: Callable[[], int] = perf_counter_ns) -> None:
    """Read the request, do the verb, and write the response whatever happens."""
    began_ns = clock()
    request = _read_json(request_path)
    metrics: dict[str, int] = {}
    response: Message = {"metrics": metrics, "unsupported": {}, "notes": {}, "phase": "start"}
    response["began_ns"] = began_ns
    try:
        # Collecting between phases would lower a peak: memory is measured as a process leaves it.
        settle = request.get("meter", "time") == "time"
        watch = Stopwatch(metrics, request.get("delay"), CollectorClock(), settle=settle)
        verb = _attribute(request["measure"]) if request.get("measure") else VERBS[request["verb"]]
        verb(request, response, watch)
        response["phase"] = "done"
    except BaseException as error:
        from shared.raised import told_of

        response["raised_as"] = told_of(error)
        raise
    finally:
        ended_ns = clock()
        with open(response_path + ".ended", "wb"):  # noqa: PTH123 - its date is the kernel's time
            response["ended_ns"] = [ended_ns, clock()]
        _write_json(response_path, response)


def _write_json(path: str, content: Message) -> None:
    import json

    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 - as above
        json.dump(content, file)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
