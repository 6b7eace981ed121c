"""Answers with a text where a figure should be."""

import json
import os
import sys


def run() -> int:
    with open(sys.argv[2], "w") as file:
        json.dump({"metrics": {"run.wall_ns": "x"}, "phase": "done"}, file)
    os._exit(0)
