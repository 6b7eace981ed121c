"""Two steps in a row, with a default."""

import flyte

env = flyte.TaskEnvironment(name="hello")


@env.task
async def greet(name: str) -> str:
    return f"hello, {name}"


@env.task
async def count(text: str) -> int:
    return len(text)


@env.task
async def main(name: str = "world") -> int:
    return await count(await greet(name))


if __name__ == "__main__":
    flyte.init()
    print(flyte.run(main).outputs())
