import flyte

from shop import files

from .numbers_of_shop import draw
from .numbers_of_shop import env as numbers

env = flyte.TaskEnvironment(name="shop", depends_on=[files.env, numbers])


@env.task
async def main(n: int = 3) -> int:
    written = []
    for number in await draw(n):
        if number > 2:
            written.append(await files.write(number * 2))
        else:
            written.append(await files.write(number))
    return await files.total(written)
