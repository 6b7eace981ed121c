"""One value from task to task, in the type that Flyte 2's documentation gives for it."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte2_impl.engine import Flyte2Engine
    from shared.command_line import main

    main(Flyte2Engine(), "payload")

from pathlib import Path
from tempfile import mkdtemp

import flyte
import joblib
import pandas as pd
from flyte.io import Dir, File

from flyte2_impl.lanes import IMAGE
from shared.contract import Size, Unsupported
from shared.steps.arrival import Arrival
from shared.steps.payload_files import make_directory, make_file, report_directory, report_file
from shared.steps.payload_frame import make_frame, make_nanosecond_frame, report_frame
from shared.steps.payload_model import make_model, report_model
from shared.steps.payload_numbers import make_numbers, make_wide_numbers, report_numbers, report_wide_numbers
from shared.steps.payload_text import (
    make_placeholder_text,
    make_text,
    report_placeholder_text,
    report_text,
)

env = flyte.TaskEnvironment(name="payload", image=IMAGE)


@env.task
async def send_int_list(size_bytes: int) -> list[int]:
    return make_numbers(size_bytes)


@env.task
async def receive_int_list(payload: list[int]) -> Arrival:
    return report_numbers(payload)


@env.task
async def int_list_workflow(size_bytes: int) -> Arrival:
    return await receive_int_list(await send_int_list(size_bytes))


@env.task
async def send_wide_int_list(size_bytes: int) -> list[int]:
    return make_wide_numbers(size_bytes)


@env.task
async def receive_wide_int_list(payload: list[int]) -> Arrival:
    return report_wide_numbers(payload)


@env.task
async def wide_int_list_workflow(size_bytes: int) -> Arrival:
    return await receive_wide_int_list(await send_wide_int_list(size_bytes))


@env.task
async def send_string(size_bytes: int) -> str:
    return make_text(size_bytes)


@env.task
async def receive_string(payload: str) -> Arrival:
    return report_text(payload)


@env.task
async def string_workflow(size_bytes: int) -> Arrival:
    return await receive_string(await send_string(size_bytes))


@env.task
async def send_placeholder_string(size_bytes: int) -> str:
    return make_placeholder_text(size_bytes)


@env.task
async def receive_placeholder_string(payload: str, size_bytes: int) -> Arrival:
    return report_placeholder_text(payload, size_bytes)


@env.task
async def placeholder_string_workflow(size_bytes: int) -> Arrival:
    return await receive_placeholder_string(await send_placeholder_string(size_bytes), size_bytes)


@env.task
async def send_frame(size_bytes: int) -> pd.DataFrame:
    return make_frame(size_bytes)


@env.task
async def receive_frame(payload: pd.DataFrame) -> Arrival:
    return report_frame(payload)


@env.task
async def frame_workflow(size_bytes: int) -> Arrival:
    return await receive_frame(await send_frame(size_bytes))


@env.task
async def send_nanosecond_frame(size_bytes: int) -> pd.DataFrame:
    return make_nanosecond_frame(size_bytes)


@env.task
async def receive_nanosecond_frame(payload: pd.DataFrame) -> Arrival:
    return report_frame(payload)


@env.task
async def nanosecond_frame_workflow(size_bytes: int) -> Arrival:
    return await receive_nanosecond_frame(await send_nanosecond_frame(size_bytes))


NO_NANOSECONDS = Unsupported(
    "flyte writes a frame's times in microseconds, and refuses one that lies between two",
    "nanosecond_frame_workflow: Casting from timestamp[ns] to timestamp[us] would lose data",
)


@env.task
async def send_file(size_bytes: int) -> File:
    path = Path(mkdtemp(), "payload.bin")
    make_file(size_bytes, path)
    return await File.from_local(str(path))


@env.task
async def receive_file(payload: File) -> Arrival:
    return report_file(Path(await payload.download()))


@env.task
async def file_workflow(size_bytes: int) -> Arrival:
    return await receive_file(await send_file(size_bytes))


@env.task
async def send_directory(size_bytes: int) -> Dir:
    path = Path(mkdtemp(), "payload")
    make_directory(size_bytes, path)
    return await Dir.from_local(str(path))


@env.task
async def receive_directory(payload: Dir) -> Arrival:
    return report_directory(Path(await payload.download()))


@env.task
async def directory_workflow(size_bytes: int) -> Arrival:
    return await receive_directory(await send_directory(size_bytes))


@env.task
async def send_model(size_bytes: int) -> File:
    path = Path(mkdtemp(), "model.joblib")
    joblib.dump(make_model(size_bytes), path)
    return await File.from_local(str(path))


@env.task
async def receive_model(payload: File) -> Arrival:
    return report_model(joblib.load(await payload.download()))


@env.task
async def model_workflow(size_bytes: int) -> Arrival:
    return await receive_model(await send_model(size_bytes))


payload_workflow = int_list_workflow


def build(size: Size) -> object:
    return globals()[f"{size['kind']}_workflow"]


def cannot_run(size: Size) -> Unsupported | None:
    return NO_NANOSECONDS if size["kind"] == "nanosecond_frame" else None
