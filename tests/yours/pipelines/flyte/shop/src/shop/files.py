from pathlib import Path

from flytekit import current_context, task
from flytekit.types.file import FlyteFile

from shop.numbers_of_shop import image


@task(container_image=image)
def write(n: int) -> FlyteFile:
    path = Path(current_context().working_directory, f"{n}.txt")
    path.write_text(str(n))
    return FlyteFile(str(path))


@task(container_image=image)
def total(files: list[FlyteFile]) -> int:
    return sum(int(Path(file).read_text()) for file in files)
