"""Gives lists in lists."""


def run() -> list:
    deep: list = []
    for _ in range(900):
        deep = [deep]
    return deep
