"""Gives infinity, which is a legitimate output."""


def run() -> float:
    return float("-inf")
