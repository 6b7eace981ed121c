"""Answers with a list."""

import os
import sys


def run() -> int:
    with open(sys.argv[2], "w") as file:
        file.write("[1]")
    os._exit(0)
