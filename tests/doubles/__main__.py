"""Serve until interrupted: ``python -m tests.doubles [flyte,flyte2,kfp] [queue_s=0.2 wrong=yes …]``.

Prints the variables that point each SDK's own client here. An order may name its server: ``kfp.wrong=yes``.
"""

from __future__ import annotations

import shlex
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from tests.doubles import flyte, flyte2, kfp
from tests.doubles.behaviour import Behaviour

SERVERS = {"flyte": flyte.serve, "flyte2": flyte2.serve, "kfp": kfp.serve}


@contextmanager
def serve(names: Sequence[str], orders: Sequence[str]) -> Iterator[dict[str, str]]:
    """Serve some or all of them; the variables that point the clients there."""
    told = [order.split("=", 1) for order in orders]
    with ExitStack() as stack:
        variables = {"FVK_TEST_SERVER": "1"}
        for name in names:
            for_it = {
                key.rpartition(".")[2]: value for key, value in told if key.rpartition(".")[0] in ("", name)
            }
            variables |= stack.enter_context(SERVERS[name](Behaviour.of(for_it)))[0]
        yield variables


def main(arguments: Sequence[str]) -> None:
    """Read the command line, serve, and wait for an interrupt."""
    names = [name for text in arguments if "=" not in text for name in text.split(",")] or list(SERVERS)
    over = threading.Event()
    for signal_number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signal_number, lambda *_: over.set())
    with serve(names, [text for text in arguments if "=" in text]) as variables:
        for name, value in variables.items():
            print(f"export {name}={shlex.quote(value)}", flush=True)
        over.wait()


if __name__ == "__main__":
    main(sys.argv[1:])
