"""A step takes a file that need not be given."""

from pathlib import Path
from typing import Optional

import flyte
from flyte.io import File

KIND = "types"
EXPECTED = "no file"

env = flyte.TaskEnvironment(name="specimen")


@env.task
def read(file: Optional[File] = None) -> str:
    return "no file" if file is None else Path(file.download_sync()).read_text()


@env.task
def pipeline() -> str:
    return read()
