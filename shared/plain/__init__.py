"""Plain Python as a competent author runs it: one script a workload, which imports its steps and no more.

    python -m shared.plain.chain '{"n": 1}' '{"value": 1}'
    python -m shared.plain.chain '{"n": 1}' inputs.json outputs.json

Size, inputs and outputs are JSON. Without a file of outputs they are printed.
"""

from __future__ import annotations

import json
import sys

# A script pays for what it imports: types are for the type checker alone.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.contract import Size, Values


def main(run: Callable[[Values, Size], Values]) -> None:
    """Read size and inputs, run, and write the outputs."""
    size, inputs, *rest = sys.argv[1:]
    if not inputs.startswith("{"):
        with open(inputs, encoding="utf-8") as file:  # noqa: PTH123 - pathlib is an import
            inputs = file.read()
    outputs = run(json.loads(inputs), json.loads(size))
    if not rest:
        sys.stdout.write(json.dumps(dict(outputs)) + "\n")
        return
    with open(rest[0], "w", encoding="utf-8") as file:  # noqa: PTH123 - as above
        json.dump(dict(outputs), file)
