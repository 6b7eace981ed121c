"""A step that ran with the same inputs does not run again."""

from flytekit import task, workflow

KIND = "operations"
RUNS = 2
CACHING = True


@task(cache=True, cache_version="1")
def draw(n: int) -> str:
    import uuid

    return str(uuid.uuid4())


@workflow
def pipeline(n: int = 3) -> str:
    return draw(n=n)


def check(results):
    assert results[0] == results[1], results
