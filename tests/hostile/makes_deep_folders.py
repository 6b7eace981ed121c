"""Makes three thousand folders in each other."""

import os


def run() -> int:
    for _ in range(3000):
        os.mkdir("d")
        os.chdir("d")
    return 1
