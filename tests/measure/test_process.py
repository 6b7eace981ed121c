from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.measure.outcome import Invocation, Outcome
from benchmarks.measure.process import run
from tests.measure.conftest import RunPython
from tests.measure.survivors import alive, becomes_true, pid_from

TELL_PID = "import os\nwith open('pid', 'w') as file: print(os.getpid(), file=file)\n"
SLEEP = "import time\ntime.sleep(600)\n"
DAEMON = "import os\nif os.fork() == 0:\n    os.setsid()\n    if os.fork():\n        os._exit(0)\n"
"""Goes on as a grandchild in another session, without a parent."""
BURN = "import time\nend = time.process_time() + {seconds}\nwhile time.process_time() < end:\n    pass\n"


def pid(directory: Path) -> int:
    return pid_from(directory / "pid")


def indented(code: str) -> str:
    return "".join(f"    {line}\n" for line in code.splitlines())


def test_a_command_that_succeeds_has_no_reason_and_all_figures(run_python: RunPython) -> None:
    outcome = run_python("print('done')")
    assert (outcome.ended, outcome.reason, outcome.exit_status, outcome.signal) == ("itself", "", 0, None)
    assert outcome.stdout_tail == "done"
    assert (outcome.wall_ns or 0) > 0
    assert (outcome.cpu_ns or 0) > 0


def test_an_exit_status_is_reported(run_python: RunPython) -> None:
    outcome = run_python("raise SystemExit(3)")
    assert (outcome.exit_status, outcome.reason) == (3, "exit 3")


def test_a_signal_is_reported_by_name(run_python: RunPython) -> None:
    outcome = run_python("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)")
    assert (outcome.exit_status, outcome.signal, outcome.reason) == (None, "SIGSEGV", "killed by SIGSEGV")


def test_a_kill_without_memory_shortage_is_not_called_out_of_memory(run_python: RunPython) -> None:
    outcome = run_python("import os\nos.kill(os.getpid(), 9)")
    assert outcome.reason == "killed by SIGKILL (not for lack of memory: the kernel counted no such kill)"


def test_a_command_that_does_not_exist_is_an_outcome(run_python: RunPython) -> None:
    outcome = run_python("", argv=("no-such-command",))
    assert (outcome.ended, outcome.wall_ns) == ("not started", None)
    assert outcome.reason == "could not start no-such-command: No such file or directory"


def test_a_timeout_kills_the_whole_tree(run_python: RunPython, tmp_path: Path) -> None:
    code = "import os\nif os.fork() == 0:\n    os.setsid()\n" + indented(TELL_PID) + SLEEP
    outcome = run_python(code, timeout_s=1)
    assert (outcome.timed_out, outcome.reason, outcome.signal) == (True, "timed out after 1 s", "SIGKILL")
    assert not alive(pid(tmp_path))


def test_a_process_left_behind_in_another_session_is_killed_and_counted(
    run_python: RunPython, tmp_path: Path
) -> None:
    outcome = run_python(DAEMON + indented(TELL_PID + SLEEP))
    assert (outcome.exit_status, outcome.left_behind) == (0, 1)
    assert not alive(pid(tmp_path))


def test_every_process_left_behind_is_counted(run_python: RunPython) -> None:
    code = f"import os\nfor _ in range(3):\n    if os.fork() == 0:\n{indented(indented(SLEEP))}"
    assert run_python(code).left_behind == 3


def test_a_tracker_that_ends_soon_after_its_parent_is_not_left_behind(run_python: RunPython) -> None:
    code = "import os, time\nif os.fork() == 0:\n    time.sleep(0.02)\n"
    assert run_python(code).left_behind == 0


def test_a_child_that_resists_termination_is_killed(run_python: RunPython, tmp_path: Path) -> None:
    ignore = "import signal\nfor number in range(1, 32):\n    if number not in (9, 19):\n        "
    resist = ignore + "signal.signal(number, signal.SIG_IGN)\n"
    outcome = run_python(resist + TELL_PID + SLEEP, timeout_s=1)
    assert outcome.timed_out
    assert not alive(pid(tmp_path))


def test_processor_time_of_grandchildren_counts(run_python: RunPython) -> None:
    burn = BURN.format(seconds=0.3)
    nested = f"import os\nif os.fork() == 0:\n    if os.fork() == 0:\n{indented(indented(burn))}"
    code = nested + "        os._exit(0)\n    os.wait()\n    os._exit(0)\nos.wait()\n"
    assert 0.3e9 <= (run_python(code).cpu_ns or 0) < 0.6e9


def test_processor_time_of_orphans_counts(run_python: RunPython) -> None:
    burnt = BURN.format(seconds=0.05) + "open('burnt', 'w').close()\n" + SLEEP
    wait = "import time\nwhile not os.path.exists('burnt'):\n    time.sleep(0.01)\n"
    outcome = run_python(DAEMON + indented(burnt) + wait)
    assert (outcome.cpu_ns or 0) >= 0.05e9


def test_processor_time_of_children_that_were_killed_counts(run_python: RunPython) -> None:
    outcome = run_python(BURN.format(seconds=0.05) + SLEEP, timeout_s=3)
    assert outcome.timed_out
    assert (outcome.cpu_ns or 0) >= 0.05e9


def test_a_sleep_takes_wall_time_and_hardly_any_processor_time(run_python: RunPython) -> None:
    outcome = run_python("import time\ntime.sleep(0.5)")
    assert (outcome.wall_ns or 0) >= 0.5e9
    assert (outcome.cpu_ns or 0) < 0.4e9


def test_the_peak_of_an_earlier_command_does_not_show_in_the_next(run_python: RunPython) -> None:
    large = run_python("memory = b'x' * 300_000_000")
    small = run_python("memory = b'x' * 2_000_000")
    assert (large.peak_rss_bytes or 0) > 300e6
    assert 8e6 <= (small.peak_rss_bytes or 0) <= 14e6


def test_the_launcher_itself_needs_less_than_eleven_megabytes(run_python: RunPython) -> None:
    assert (run_python("").floor_rss_bytes or 0) < 11e6


def test_200_megabytes_of_errors_leave_a_bounded_tail(run_python: RunPython) -> None:
    lines = "import sys\nfor _ in range(200):\n    sys.stderr.write('x' * 999_999 + '\\n')\n"
    code = lines + "sys.stderr.write('end')\n"
    outcome = run_python(code)
    assert outcome.stderr.stat().st_size > 200_000_000
    assert len(outcome.stderr_tail) <= len("…\n") + 8192
    assert outcome.stderr_tail.endswith("x\nend")


def test_output_beyond_the_cap_ends_the_command(run_python: RunPython, tmp_path: Path) -> None:
    code = TELL_PID + "import sys\nsys.stdout.write('x' * 2_000_000)\nsys.stdout.flush()\n" + SLEEP
    outcome = run_python(code, output_cap_bytes=1_000_000)
    assert (outcome.ended, outcome.reason) == ("output", "printed more than 1 MB")
    assert not alive(pid(tmp_path))


def test_garbage_on_standard_error_is_decoded(run_python: RunPython) -> None:
    outcome = run_python("import sys\nsys.stderr.buffer.write(b'\\xff\\xfe end')")
    assert outcome.stderr_tail == "\ufffd\ufffd end"


def test_a_command_gets_exactly_the_environment_it_was_given(run_python: RunPython) -> None:
    code = "import posix\nprint(sorted(posix.environ.items()))"
    given = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "ONLY": "this"}
    outcome = run_python(code, environment=given)
    assert outcome.stdout_tail == str(
        sorted((name.encode(), value.encode()) for name, value in given.items())
    )


def test_a_command_gets_no_input_and_no_descriptor_of_the_harness(run_python: RunPython) -> None:
    code = "import os\nprint(sorted(map(int, os.listdir('/proc/self/fd')))[:-1], repr(os.read(0, 9)))"
    assert run_python(code).stdout_tail == "[0, 1, 2] b''"


def test_a_command_starts_with_default_signals(run_python: RunPython) -> None:
    code = (
        "print([line.split()[1] for line in open('/proc/self/status') if line[:6] in ('SigBlk', 'SigIgn')])"
    )
    blocked, ignored = (int(mask.strip("'"), 16) for mask in run_python(code).stdout_tail[1:-1].split(", "))
    by_python_itself = sum(1 << (number - 1) for number in (signal.SIGPIPE, signal.SIGXFSZ))
    # Signals 32 and 33 belong to the C library, which ignores them in every process it spawns.
    assert (blocked, ignored & 0x7FFFFFFF) == (0, by_python_itself)


def test_a_command_leads_a_session_of_its_own(run_python: RunPython) -> None:
    assert run_python("import os\nprint(os.getsid(0) == os.getpid() == os.getpgid(0))").stdout_tail == "True"


def test_when_the_harness_is_killed_the_whole_tree_ends(tmp_path: Path) -> None:
    daemon = "import os\nif os.fork() == 0:\n    os.setsid()\n" + indented(TELL_PID) + SLEEP
    harness = subprocess.Popen([sys.executable, "-c", _harness(tmp_path, daemon)])
    command = pid(tmp_path)
    assert alive(command)
    harness.kill()
    harness.wait()
    assert becomes_true(lambda: not alive(command))


def test_when_the_harness_is_interrupted_the_whole_tree_ends_first(tmp_path: Path) -> None:
    harness = subprocess.Popen(
        [sys.executable, "-c", _harness(tmp_path, TELL_PID + SLEEP)], stderr=subprocess.PIPE
    )
    command = pid(tmp_path)
    harness.send_signal(signal.SIGINT)
    harness.communicate()
    assert not alive(command)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_launcher_that_is_told_to_end_ends_the_tree(
    invocation: Callable[..., Invocation], tmp_path: Path, number: signal.Signals
) -> None:
    outcome = _signal_launcher(invocation(TELL_PID + SLEEP), tmp_path, number)
    assert (outcome.ended, outcome.reason) == ("interrupt", "interrupted: the harness was ending")
    assert not alive(pid(tmp_path))


def test_when_the_launcher_is_killed_the_tree_is_found_again_and_killed(
    invocation: Callable[..., Invocation], tmp_path: Path
) -> None:
    outcome = _signal_launcher(invocation(TELL_PID + SLEEP), tmp_path, signal.SIGKILL)
    assert (outcome.ended, outcome.wall_ns) == ("lost", None)
    assert outcome.reason == "not known: the launcher that watched it ended early (killed by SIGKILL)"
    assert becomes_true(lambda: not alive(pid(tmp_path)))


def _harness(directory: Path, code: str) -> str:
    return (
        "import sys\nfrom pathlib import Path\n"
        "from benchmarks.measure.outcome import Invocation\nfrom benchmarks.measure.process import run\n"
        f"here = Path({str(directory)!r})\n"
        f"argv = (sys.executable, '-I', '-S', '-c', {code!r})\n"
        "run(Invocation(argv, {'PATH': '/usr/bin:/bin'}, here, here, 60))\n"
    )


def _signal_launcher(asked: Invocation, directory: Path, number: signal.Signals) -> Outcome:
    def send() -> None:
        stat = Path(f"/proc/{pid(directory)}/stat").read_text(encoding="ascii")
        os.kill(int(stat.rpartition(")")[2].split()[1]), number)

    sender = threading.Thread(target=send)
    sender.start()
    outcome = run(asked)
    sender.join()
    return outcome
