"""A step that fails twice is tried again and succeeds."""

from kfp import dsl

KIND = "operations"
EXPECTED = 3
IN_SPEC = (r"maxRetryCount: 3",)


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def flaky() -> int:
    from pathlib import Path

    tries = Path("~/tries.txt").expanduser()
    n = int(tries.read_text()) + 1 if tries.exists() else 1
    tries.write_text(str(n))
    if n < 3:
        raise RuntimeError("not yet")
    return n


@dsl.pipeline
def pipeline() -> int:
    return flaky().set_retry(3).output
