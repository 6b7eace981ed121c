import flyte

env = flyte.TaskEnvironment(name="several")


@env.task
def first(n: int = 1) -> int:
    return n


@env.task
def second(n: int = 2) -> int:
    return n
