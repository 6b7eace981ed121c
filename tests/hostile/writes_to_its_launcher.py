"""Writes to every channel of its launcher that it can open."""

import glob
import os


def run() -> int:
    for path in glob.glob(f"/proc/{os.getppid()}/fd/*"):
        try:
            channel = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
            if os.readlink(path).startswith(("pipe:", "socket:")):
                os.write(channel, b"{")
        except OSError:
            pass
    return 1
