"""Answers with other shapes than an answer has."""

import json
import os
import sys


def run() -> int:
    with open(sys.argv[2], "w") as file:
        json.dump({"unsupported": 3, "notes": [1], "phase": "done"}, file)
    os._exit(0)
