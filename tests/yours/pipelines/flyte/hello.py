"""Two steps in a row, with a default."""

from flytekit import task, workflow


@task
def greet(name: str) -> str:
    return f"hello, {name}"


@task
def count(text: str) -> int:
    return len(text)


@workflow
def hello(name: str = "world") -> int:
    return count(text=greet(name=name))


if __name__ == "__main__":
    print(hello())
