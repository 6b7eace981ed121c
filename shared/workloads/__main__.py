"""Plain Python from a command line: ``python -m shared.workloads training --hyperparameters 0.15``."""

import sys

from shared.command_line import main
from shared.engine import PlainEngine

if __name__ == "__main__":
    main(PlainEngine(), sys.argv[1] if len(sys.argv) > 1 else "", sys.argv[2:])
