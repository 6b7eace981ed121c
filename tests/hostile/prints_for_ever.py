"""Prints a hundred megabytes."""


def run() -> int:
    for _ in range(100):
        print("x" * 1_000_000)
    return 1
