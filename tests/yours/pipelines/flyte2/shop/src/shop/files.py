from pathlib import Path

import flyte
from flyte.io import File

from shop.numbers_of_shop import image

env = flyte.TaskEnvironment(name="files", image=image)


@env.task
async def write(n: int) -> File:
    path = Path(f"{n}.txt")
    path.write_text(str(n))
    return await File.from_local(str(path))


@env.task
async def total(files: list[File]) -> int:
    return sum([int(Path(await file.download()).read_text()) for file in files])
