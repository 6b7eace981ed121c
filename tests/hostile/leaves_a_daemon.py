"""Leaves a process of its own session behind, with an empty environment."""

import os
import time


def run() -> int:
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.execve("/bin/sleep", ["sleep", "600"], {})
        os._exit(0)
    time.sleep(0.1)
    return 1
