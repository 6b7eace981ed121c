"""``python -m benchmarks`` is ``fvk``."""

from benchmarks.cli import main

main()
