from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from benchmarks.measure import memory, smaps
from benchmarks.measure.memory import TreeMemory, TreePeak
from benchmarks.measure.outcome import Outcome
from benchmarks.measure.smaps import Rollup
from tests.measure.conftest import RunPython

MB = 1_000_000
HOLD = "memory = b'x' * {size}\nimport time\ntime.sleep(0.3)\n"

pytestmark = pytest.mark.skipif(memory.unavailable() is not None, reason=str(memory.unavailable()))


def tree(outcome: Outcome) -> TreePeak:
    assert outcome.tree is not None
    return outcome.tree


def test_a_small_command_after_a_large_one_reads_small(run_python: RunPython) -> None:
    large = tree(run_python(HOLD.format(size=300 * MB), meter="memory"))
    small = tree(run_python(HOLD.format(size=2 * MB), meter="memory"))
    assert 300 * MB < large.footprint_bytes < 315 * MB
    assert 8 * MB <= small.footprint_bytes <= 14 * MB
    assert 300 * MB < large.pss_bytes < 315 * MB
    assert 4 * MB <= small.pss_bytes <= 14 * MB


def test_four_grandchildren_of_100_megabytes_add_up(run_python: RunPython) -> None:
    grandchild = (
        "            memory = b'x' * 100_000_000\n            time.sleep(1)\n            os._exit(0)\n"
    )
    code = (
        "import os, time\nfor _ in range(4):\n    if os.fork() == 0:\n        if os.fork() == 0:\n"
        f"{grandchild}        os.wait()\n        os._exit(0)\nfor _ in range(4):\n    os.wait()\n"
    )
    seen = tree(run_python(code, meter="memory"))
    assert 400 * MB <= seen.footprint_bytes <= 450 * MB
    assert 400 * MB <= seen.pss_bytes <= 450 * MB
    assert seen.processes == 9


def test_memory_that_forked_workers_share_counts_once(run_python: RunPython) -> None:
    code = (
        "import os, time\nmemory = b'x' * 100_000_000\nfor _ in range(4):\n    if os.fork() == 0:\n"
        "        time.sleep(1.5)\n        os._exit(0)\nfor _ in range(4):\n    os.wait()\n"
    )
    seen = tree(run_python(code, meter="memory"))
    assert 100 * MB <= seen.footprint_bytes <= 130 * MB
    assert 100 * MB <= seen.pss_bytes <= 130 * MB


def test_programs_that_share_files_pay_for_them_once(run_python: RunPython) -> None:
    alone = tree(run_python("import time\ntime.sleep(0.5)", meter="memory"))
    code = (
        "import os, sys, time\nfor _ in range(5):\n"
        "    os.posix_spawn(sys.executable, [sys.executable, '-ISc', 'import time\\ntime.sleep(0.5)'], {})\n"
        "for _ in range(5):\n    os.wait()\n"
    )
    together = tree(run_python(code, meter="memory"))
    assert alone.footprint_bytes < together.footprint_bytes < 4 * alone.footprint_bytes


def test_the_footprint_does_not_depend_on_who_else_runs_the_same_program(run_python: RunPython) -> None:
    alone = tree(run_python(HOLD.format(size=0), meter="memory"))
    neighbour = [sys.executable, "-ISc", "import time\ntime.sleep(600)"]
    neighbours = [subprocess.Popen(neighbour) for _ in range(5)]
    try:
        accompanied = tree(run_python(HOLD.format(size=0), meter="memory"))
    finally:
        for process in neighbours:
            process.kill()
            process.wait()
    assert abs(accompanied.footprint_bytes - alone.footprint_bytes) < 0.3 * MB
    # Others that run this Python already, as on a busy machine, have had that effect on both.
    assert accompanied.pss_bytes < alone.pss_bytes + 0.3 * MB


def test_a_grandchild_without_a_parent_is_seen(run_python: RunPython) -> None:
    daemon = "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork():\n        os._exit(0)\n"
    code = daemon + "    memory = b'x' * 50_000_000\ntime.sleep(0.3)\n"
    assert 50 * MB <= tree(run_python(code, meter="memory")).footprint_bytes <= 80 * MB


def test_the_tree_is_looked_at_all_the_time(run_python: RunPython) -> None:
    assert tree(run_python("import time\ntime.sleep(0.5)", meter="memory")).looks >= 10


def test_a_timed_sample_is_not_disturbed_by_reading_its_memory(run_python: RunPython) -> None:
    assert run_python("").tree is None


def test_a_walk_over_all_processes_finds_the_same_descendants(
    run_python: RunPython, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory.os.path, "exists", lambda path: not path.endswith("/children"))
    seen = tree(run_python(HOLD.format(size=20 * MB), meter="memory"))
    assert 28 * MB <= seen.footprint_bytes <= 32 * MB


def test_the_longest_gap_between_two_sums_is_told() -> None:
    ticks = iter((0, 10, 35, 40))
    watched = TreeMemory(root=2**30, clock_ns=lambda: next(ticks))
    for _ in range(4):
        watched.look()
    assert watched.peak() == TreePeak(0, 0, processes=0, looks=4, longest_gap_ns=25)


def test_a_child_that_is_being_started_has_its_parents_memory_not_its_own() -> None:
    parent = Rollup(b"55-7f", rss=150, pss=140, anonymous=100, pss_anonymous=100)
    touched = replace(parent, rss=154, anonymous=104, pss_anonymous=104)
    assert touched.is_same_memory_as(parent)


def test_a_forked_child_at_the_same_addresses_has_memory_of_its_own() -> None:
    parent = Rollup(b"55-7f", rss=150, pss=75, anonymous=100, pss_anonymous=50)
    assert not parent.is_same_memory_as(parent)


def test_starting_many_children_never_counts_the_parent_twice(run_python: RunPython) -> None:
    code = (
        "import os\nmemory = b'x' * 100_000_000\nfor _ in range(60):\n"
        "    os.waitpid(os.posix_spawn('/bin/true', ['true'], {}), 0)\n"
    )
    assert tree(run_python(code, meter="memory")).footprint_bytes < 125 * MB


def test_a_process_that_is_gone_has_no_memory() -> None:
    assert smaps.rollup(2**30) is None
    assert smaps.resident_files(2**30) == {}
