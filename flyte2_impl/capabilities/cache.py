"""A step that ran with the same inputs does not run again."""

import flyte

KIND = "operations"
RUNS = 2
CACHING = True

env = flyte.TaskEnvironment(name="specimen")


@env.task(cache="auto")
def draw(n: int) -> str:
    import uuid

    return str(uuid.uuid4())


@env.task
def pipeline(n: int = 3) -> str:
    return draw(n=n)


def check(results):
    assert results[0] == results[1], results
