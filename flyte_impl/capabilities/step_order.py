"""A step waits for another whose output it does not take."""

from flytekit import task, workflow

KIND = "control flow"
EXPECTED = "written"
IN_SPEC = (r'"upstreamNodeIds": \[\s*"n1"\s*\]',)


@task
def write():
    from pathlib import Path

    Path("~/ran.txt").expanduser().write_text("written")


@task
def read() -> str:
    from pathlib import Path

    return Path("~/ran.txt").expanduser().read_text()


@workflow
def pipeline() -> str:
    word = read()
    written = write()
    written >> word  # without:
    return word
