"""Gives an integer of a thousand digits."""


def run() -> int:
    return 10**1000
