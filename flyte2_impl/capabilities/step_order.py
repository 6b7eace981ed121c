"""A step waits for another whose output it does not take."""

import flyte

KIND = "control flow"
EXPECTED = "written"

env = flyte.TaskEnvironment(name="specimen")


@env.task
def write():
    from pathlib import Path

    Path("~/ran.txt").expanduser().write_text("written")


@env.task
def read() -> str:
    from pathlib import Path

    return Path("~/ran.txt").expanduser().read_text()


@env.task
def pipeline() -> str:
    write()  # without: word = read()
    return read()  # without: write(); return word
