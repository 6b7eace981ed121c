"""Ends with a status of its own."""

import sys


def run() -> int:
    sys.exit("\x1b[2J|no|")
