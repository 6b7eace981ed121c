"""What Flyte 2's pods would execute: a command for each called task; the calling task runs in this process.

There is no graph to read the order from, so the calling task is run: each call it makes waits until the
command of the called task's pod has left its outputs.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from dis import get_instructions
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from types import CodeType
from typing import Any

import flyte
from flyte._internal.controllers import _local_controller
from flyte._internal.runtime import convert
from flyte._internal.runtime.task_serde import translate_task_to_wire
from flyte.models import CodeBundle, SerializationContext
from flyteidl2.core.execution_pb2 import ErrorDocument
from flyteidl2.task.common_pb2 import Outputs

from flyte2_impl.serialise import VERSION, root_of
from flyte2_impl.values import to_native, to_values
from shared.contract import Step, Unsupported, Values

IDENTITY = {
    "_U_ORG_NAME": "fvk",
    "FLYTE_INTERNAL_EXECUTION_PROJECT": "fvk",
    "FLYTE_INTERNAL_EXECUTION_DOMAIN": "development",
    # Nobody answers there: a task that calls no other asks nobody.
    "_U_EP_OVERRIDE": "dns:///localhost:1",
    "_U_INSECURE": "true",
}
"""What Flyte's engine tells a pod of its surroundings."""


@dataclass
class _Call:
    """A task that is to be run by its pod's command before the calling task goes on."""

    step: Step
    go_on: Callable[[], object]


class _PodController(_local_controller.LocalController):
    """Flyte's local controller, but for tasks that a pod can find by name: their commands are handed out."""

    def __init__(self, calls: SimpleQueue[Any], directory: Path, archive: Path | None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._calls, self._directory, self._count, self._archive = calls, directory, 0, archive

    async def submit(self, _task: Any, *args: Any, **kwargs: Any) -> Any:
        task = _task
        if not _is_called(task):
            return await super().submit(task, *args, **kwargs)
        place = self._directory / f"{self._count}-{task.short_name}"
        self._count += 1
        place.mkdir()
        inputs = await convert.convert_from_native_to_inputs(task.native_interface, *args, **kwargs)
        (place / "inputs.pb").write_bytes(inputs.proto_inputs.SerializeToString())
        loop = asyncio.get_running_loop()
        done = loop.create_future()
        # With a code bundle the image has the libraries only: what runs is what was downloaded.
        code = {"PYTHONPATH": ""} if self._archive else {}
        container = container_of(task, self._archive)
        surroundings = {**IDENTITY, **code}
        argv = command(container, place)
        step = Step(place.name, argv, surroundings, partial(failure, place), container.image)
        self._calls.put(_Call(step, partial(loop.call_soon_threadsafe, done.set_result, None)))
        await done  # not in a thread: one that still waits would keep this process from its end
        outputs = convert.Outputs(Outputs.FromString((place / "outputs.pb").read_bytes()))
        return await convert.convert_outputs_to_native(task.native_interface, outputs)


def pod_steps(
    task: Any, inputs: Values, directory: Path, archive: Path | None = None
) -> Generator[Step, None, Values] | Unsupported:
    """Yield the command of each called task once it is called; return the outputs of the caller.

    Calls that are awaited together come one after the other. ``archive`` is the code bundle, if there is one.
    """
    retried = [one.name for one in _named_tasks(task) if _retries(one)]
    if retried:
        return Unsupported(
            f"task {retried[0]} has retries: Flyte's engine starts its pod again, not its command"
        )
    return _run(task, inputs, directory, archive)


def _named_tasks(task: Any) -> Iterator[Any]:
    """The tasks that a task's function names, which are those that it may call."""
    function = task.func
    around = (cell.cell_contents for cell in function.__closure__ or ())
    named = (function.__globals__.get(name) for name in _names(function.__code__))
    return (one for one in (*around, *named) if isinstance(one, flyte.TaskTemplate))


def _names(code: CodeType) -> Iterator[str]:
    """The global names in a function and in what is written inside it, such as a generator."""
    # Not co_names, where the attribute of joblib.load is as good as a task called load.
    yield from (one.argval for one in get_instructions(code) if one.opname == "LOAD_GLOBAL")
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _names(inner)


def _retries(task: Any) -> int:
    return int(task.retries.count)


def _run(task: Any, inputs: Values, directory: Path, archive: Path | None) -> Generator[Step, None, Values]:
    calls: SimpleQueue[Any] = SimpleQueue()

    def run_caller() -> None:
        try:
            flyte.init()
            here = flyte.with_runcontext(mode="local", raw_data_path=str(directory))
            _control_next_run(partial(_PodController, calls, directory, archive))
            calls.put(here.run(task, **to_native(task, inputs)).outputs())
        except Exception as error:  # noqa: BLE001 - raised again where the harness waits
            calls.put(error)

    Thread(target=run_caller, daemon=True).start()
    while isinstance(found := calls.get(), _Call):
        yield found.step
        found.go_on()
    if isinstance(found, Exception):
        raise found
    return to_values(found)


def container_of(task: Any, archive: Path | None = None) -> Any:
    """Return what a deployment says of the task's container: its image, its command, its variables."""
    bundle = CodeBundle(tgz=str(archive), computed_version=VERSION) if archive else None
    told = SerializationContext(
        version=VERSION,
        root_dir=root_of(task),
        input_path="{{.input}}",
        output_path="{{.output}}",
        code_bundle=bundle,
    )
    return translate_task_to_wire(task, told).task_template.container


def command(container: Any, place: Path) -> tuple[str, ...]:
    """Return the container's command, with what Flyte's engine would fill in."""
    filled = {
        "{{.input}}": str(place / "inputs.pb"),
        "{{.output}}": str(place),
        "{{.rawOutputDataPrefix}}": str(place / "raw"),
        "{{.checkpointOutputPrefix}}": str(place / "checkpoint"),
        "{{.prevCheckpointPrefix}}": "",
        "{{.runName}}": "run",
        "{{.actionName}}": place.name,
        "{{.runStartTime}}": "1970-01-01T00:00:00+00:00",
    }
    words = [filled.get(word, word) for word in (*container.command, *container.args)]
    return (words[0], "--run-base-dir", str(place), *words[1:])


def failure(place: Path) -> str | None:
    """Look for the files that tell how the task ended: ``a0`` exits 0 either way."""
    if (place / "error.pb").exists():
        error = ErrorDocument.FromString((place / "error.pb").read_bytes()).error
        return f"{error.code}: {error.message.strip()}" if error.message else "error.pb says nothing"
    return None if (place / "outputs.pb").exists() else "it wrote neither outputs.pb nor error.pb"


def _is_called(task: Any) -> bool:
    """Whether the task's own module has it under its name, as a pod must find it, and it calls no other."""
    found = getattr(sys.modules[task.func.__module__], task.func.__name__, None)
    return getattr(found, "func", None) is task.func and not any(_named_tasks(task))


def _control_next_run(controller: Callable[[], Any]) -> None:
    """Let the next run be controlled by what ``controller()`` makes: flyte.run has no argument for it."""
    original = _local_controller.LocalController

    def make() -> Any:
        vars(_local_controller)["LocalController"] = original
        return controller()

    vars(_local_controller)["LocalController"] = make
