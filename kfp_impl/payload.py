"""One value from component to component: lists and text as parameters, all else as an artifact."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from kfp_impl.engine import KfpEngine
    from shared.command_line import main

    main(KfpEngine(), "payload")

from typing import Any

from kfp import dsl
from kfp.dsl import Artifact, Dataset, Input, Model, Output

from kfp_impl.lanes import component
from shared.contract import Size


@component
def send_int_list(size_bytes: int) -> list[int]:
    from shared.steps.payload_numbers import make_numbers

    return make_numbers(size_bytes)


@component
def receive_int_list(payload: list[int]) -> dict[str, Any]:
    from dataclasses import asdict

    from shared.steps.payload_numbers import report_numbers

    return asdict(report_numbers(payload))


@dsl.pipeline(name="payload-int-list")
def int_list_pipeline(size_bytes: int) -> dict[str, Any]:
    return receive_int_list(payload=send_int_list(size_bytes=size_bytes).output).output


@component
def send_wide_int_list(size_bytes: int) -> list[int]:
    from shared.steps.payload_numbers import make_wide_numbers

    return make_wide_numbers(size_bytes)


@component
def receive_wide_int_list(payload: list[int]) -> dict[str, Any]:
    from dataclasses import asdict

    from shared.steps.payload_numbers import report_wide_numbers

    return asdict(report_wide_numbers(payload))


@dsl.pipeline(name="payload-wide-int-list")
def wide_int_list_pipeline(size_bytes: int) -> dict[str, Any]:
    return receive_wide_int_list(payload=send_wide_int_list(size_bytes=size_bytes).output).output


@component
def send_string(size_bytes: int) -> str:
    from shared.steps.payload_text import make_text

    return make_text(size_bytes)


@component
def receive_string(payload: str) -> dict[str, Any]:
    from dataclasses import asdict

    from shared.steps.payload_text import report_text

    return asdict(report_text(payload))


@dsl.pipeline(name="payload-string")
def string_pipeline(size_bytes: int) -> dict[str, Any]:
    return receive_string(payload=send_string(size_bytes=size_bytes).output).output


@component
def send_placeholder_string(size_bytes: int) -> str:
    from shared.steps.payload_text import make_placeholder_text

    return make_placeholder_text(size_bytes)


@component
def receive_placeholder_string(payload: str, size_bytes: int) -> dict[str, Any]:
    from dataclasses import asdict

    from shared.steps.payload_text import report_placeholder_text

    return asdict(report_placeholder_text(payload, size_bytes))


@dsl.pipeline(name="payload-placeholder-string")
def placeholder_string_pipeline(size_bytes: int) -> dict[str, Any]:
    sent = send_placeholder_string(size_bytes=size_bytes)
    return receive_placeholder_string(payload=sent.output, size_bytes=size_bytes).output


@component
def send_frame(size_bytes: int, payload: Output[Dataset]) -> None:
    from shared.steps.payload_frame import make_frame

    make_frame(size_bytes).to_parquet(payload.path)


@component
def receive_frame(payload: Input[Dataset]) -> dict[str, Any]:
    from dataclasses import asdict

    import pandas as pd

    from shared.steps.payload_frame import report_frame

    return asdict(report_frame(pd.read_parquet(payload.path)))


@dsl.pipeline(name="payload-frame")
def frame_pipeline(size_bytes: int) -> dict[str, Any]:
    return receive_frame(payload=send_frame(size_bytes=size_bytes).outputs["payload"]).output


@component
def send_nanosecond_frame(size_bytes: int, payload: Output[Dataset]) -> None:
    from shared.steps.payload_frame import make_nanosecond_frame

    make_nanosecond_frame(size_bytes).to_parquet(payload.path)


@component
def receive_nanosecond_frame(payload: Input[Dataset]) -> dict[str, Any]:
    from dataclasses import asdict

    import pandas as pd

    from shared.steps.payload_frame import report_frame

    return asdict(report_frame(pd.read_parquet(payload.path)))


@dsl.pipeline(name="payload-nanosecond-frame")
def nanosecond_frame_pipeline(size_bytes: int) -> dict[str, Any]:
    sent = send_nanosecond_frame(size_bytes=size_bytes)
    return receive_nanosecond_frame(payload=sent.outputs["payload"]).output


@component
def send_file(size_bytes: int, payload: Output[Artifact]) -> None:
    from pathlib import Path

    from shared.steps.payload_files import make_file

    make_file(size_bytes, Path(payload.path))


@component
def receive_file(payload: Input[Artifact]) -> dict[str, Any]:
    from dataclasses import asdict
    from pathlib import Path

    from shared.steps.payload_files import report_file

    return asdict(report_file(Path(payload.path)))


@dsl.pipeline(name="payload-file")
def file_pipeline(size_bytes: int) -> dict[str, Any]:
    return receive_file(payload=send_file(size_bytes=size_bytes).outputs["payload"]).output


@component
def send_directory(size_bytes: int, payload: Output[Artifact]) -> None:
    from pathlib import Path

    from shared.steps.payload_files import make_directory

    make_directory(size_bytes, Path(payload.path))


@component
def receive_directory(payload: Input[Artifact]) -> dict[str, Any]:
    from dataclasses import asdict
    from pathlib import Path

    from shared.steps.payload_files import report_directory

    return asdict(report_directory(Path(payload.path)))


@dsl.pipeline(name="payload-directory")
def directory_pipeline(size_bytes: int) -> dict[str, Any]:
    return receive_directory(payload=send_directory(size_bytes=size_bytes).outputs["payload"]).output


@component
def send_model(size_bytes: int, payload: Output[Model]) -> None:
    import joblib

    from shared.steps.payload_model import make_model

    joblib.dump(make_model(size_bytes), payload.path)


@component
def receive_model(payload: Input[Model]) -> dict[str, Any]:
    from dataclasses import asdict

    import joblib

    from shared.steps.payload_model import report_model

    return asdict(report_model(joblib.load(payload.path)))


@dsl.pipeline(name="payload-model")
def model_pipeline(size_bytes: int) -> dict[str, Any]:
    return receive_model(payload=send_model(size_bytes=size_bytes).outputs["payload"]).output


payload_pipeline = int_list_pipeline


def build(size: Size) -> object:
    return globals()[f"{size['kind']}_pipeline"]
