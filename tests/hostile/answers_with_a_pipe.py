"""Leaves a pipe where the answer should be: whoever reads it waits for ever."""

import os
import sys


def run() -> int:
    os.mkfifo(sys.argv[2])
    os._exit(0)
