"""Gives what a file name that is no UTF-8 becomes."""

import os


def run() -> str:
    return os.fsdecode(b"\xff")
