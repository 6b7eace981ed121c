import flyte

image = flyte.Image.from_debian_base(name="shop").with_pip_packages("pandas")
env = flyte.TaskEnvironment(name="numbers", image=image)


@env.task
async def draw(n: int) -> list[int]:
    return [number + 1 for number in range(n)]
