"""Do the parts of a graph as soon as what they wait for is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from graphlib import TopologicalSorter

AT_ONCE = 4


def walk(waits_for: Mapping[str, Iterable[str]], do: Callable[[str], str]) -> str:
    """Call ``do(name)`` for every part; the first failure that any of them answers, or an empty text."""
    sorter = TopologicalSorter(waits_for)
    sorter.prepare()
    failure = ""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        under_way: dict[Future[str], str] = {}
        while sorter.is_active() and not failure:
            under_way |= {pool.submit(do, name): name for name in sorter.get_ready()}
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in done:
                failure = failure or future.result()
                sorter.done(under_way.pop(future))
        for future in under_way:
            failure = failure or future.result()
    return failure
