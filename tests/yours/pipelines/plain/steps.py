"""The same as plain functions."""


def hello(name: str = "world") -> int:
    return len(f"hello, {name}")


def run(n: int = 5) -> dict:
    return {"output": n * n}
