"""One value from task to task, in the type that flytekit's documentation gives for it."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte_impl.engine import FlyteEngine
    from shared.command_line import main

    main(FlyteEngine(), "payload")

from pathlib import Path

import pandas as pd
from flytekit import current_context, task, workflow
from flytekit.types.directory import FlyteDirectory
from flytekit.types.file import FlyteFile
from sklearn.neighbors import KNeighborsRegressor

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


@task
def send_int_list(size_bytes: int) -> list[int]:
    return make_numbers(size_bytes)


@task
def receive_int_list(payload: list[int]) -> Arrival:
    return report_numbers(payload)


@workflow
def int_list_workflow(size_bytes: int) -> Arrival:
    return receive_int_list(payload=send_int_list(size_bytes=size_bytes))


@task
def send_wide_int_list(size_bytes: int) -> list[int]:
    return make_wide_numbers(size_bytes)


@task
def receive_wide_int_list(payload: list[int]) -> Arrival:
    return report_wide_numbers(payload)


@workflow
def wide_int_list_workflow(size_bytes: int) -> Arrival:
    return receive_wide_int_list(payload=send_wide_int_list(size_bytes=size_bytes))


@task
def send_string(size_bytes: int) -> str:
    return make_text(size_bytes)


@task
def receive_string(payload: str) -> Arrival:
    return report_text(payload)


@workflow
def string_workflow(size_bytes: int) -> Arrival:
    return receive_string(payload=send_string(size_bytes=size_bytes))


@task
def send_placeholder_string(size_bytes: int) -> str:
    return make_placeholder_text(size_bytes)


@task
def receive_placeholder_string(payload: str, size_bytes: int) -> Arrival:
    return report_placeholder_text(payload, size_bytes)


@workflow
def placeholder_string_workflow(size_bytes: int) -> Arrival:
    return receive_placeholder_string(
        payload=send_placeholder_string(size_bytes=size_bytes), size_bytes=size_bytes
    )


@task
def send_frame(size_bytes: int) -> pd.DataFrame:
    return make_frame(size_bytes)


@task
def receive_frame(payload: pd.DataFrame) -> Arrival:
    return report_frame(payload)


@workflow
def frame_workflow(size_bytes: int) -> Arrival:
    return receive_frame(payload=send_frame(size_bytes=size_bytes))


@task
def send_nanosecond_frame(size_bytes: int) -> pd.DataFrame:
    return make_nanosecond_frame(size_bytes)


@task
def receive_nanosecond_frame(payload: pd.DataFrame) -> Arrival:
    return report_frame(payload)


@workflow
def nanosecond_frame_workflow(size_bytes: int) -> Arrival:
    return receive_nanosecond_frame(payload=send_nanosecond_frame(size_bytes=size_bytes))


NO_NANOSECONDS = Unsupported(
    "flytekit writes a frame's times in microseconds, and refuses one that lies between two",
    "nanosecond_frame_workflow: Casting from timestamp[ns] to timestamp[us] would lose data",
)


@task
def send_file(size_bytes: int) -> FlyteFile:
    path = Path(current_context().working_directory, "payload.bin")
    make_file(size_bytes, path)
    return FlyteFile(str(path))


@task
def receive_file(payload: FlyteFile) -> Arrival:
    return report_file(Path(payload))


@workflow
def file_workflow(size_bytes: int) -> Arrival:
    return receive_file(payload=send_file(size_bytes=size_bytes))


@task
def send_directory(size_bytes: int) -> FlyteDirectory:
    path = Path(current_context().working_directory, "payload")
    make_directory(size_bytes, path)
    return FlyteDirectory(str(path))


@task
def receive_directory(payload: FlyteDirectory) -> Arrival:
    return report_directory(Path(payload))


@workflow
def directory_workflow(size_bytes: int) -> Arrival:
    return receive_directory(payload=send_directory(size_bytes=size_bytes))


@task
def send_model(size_bytes: int) -> KNeighborsRegressor:
    return make_model(size_bytes)


@task
def receive_model(payload: KNeighborsRegressor) -> Arrival:
    return report_model(payload)


@workflow
def model_workflow(size_bytes: int) -> Arrival:
    return receive_model(payload=send_model(size_bytes=size_bytes))


payload_workflow = int_list_workflow


def build(size: Size) -> object:
    return globals()[f"{size['kind']}_workflow"]


def cannot_run(size: Size) -> Unsupported | None:
    return NO_NANOSECONDS if size["kind"] == "nanosecond_frame" else None
