"""Runs one command, measures it, and leaves no process of it behind.

``python -I -S launcher.py REPORT_FD TIMEOUT_S OUTPUT_CAP_BYTES ARGV...``: the command inherits this
process's environment, directory, standard output and standard error, and gets a session of its own.
One JSON object is written to ``REPORT_FD``; ``process.py`` reads it. Standard input is the lifeline: when
its other end closes, because the harness ended in whatever way, the whole tree is killed. So it is on
SIGTERM, SIGINT and SIGHUP. Both are sockets: a pipe of this process could be opened by its number in
``/proc``, by the command too, which would then report in this one's place or keep the lifeline alive.

What the kernel calls the peak memory of a fresh process is never less than that of the process it was
started from, so this script is small on purpose: no JSON module, and ``_signal`` and ``_socket`` in place of
``signal`` and ``socket``, whose Python halves would add 0.7 MB and more. With it Python 3.11 needs 9.5 MB
in all, of which an empty script takes 8.6 MB. ``process.py`` reports this floor beside every peak.
"""

import _signal  # type: ignore[import-not-found]  # the type stubs know only `signal`
import _socket
import ctypes
import os
import resource
import select
import sys
import time

LOOK_S = 1.0
"""How often the size of the output is looked at: one short wake-up a second, on another core."""
GRACE_S = 0.25
"""Resource trackers and pools end themselves when they see their parent gone; they are not left behind."""
STUBBORN_S = 10.0
"""A process in uninterruptible sleep ignores SIGKILL; after this it is reported, not waited for."""
PR_SET_CHILD_SUBREAPER = 36
ENDING_SIGNALS = (_signal.SIGTERM, _signal.SIGINT, _signal.SIGHUP)
RESTORED_SIGNALS = (
    *ENDING_SIGNALS, _signal.SIGQUIT, _signal.SIGPIPE, _signal.SIGXFSZ, _signal.SIGCHLD,
)  # fmt: skip


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent ends (Linux 3.4); elsewhere do nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, *map(ctypes.c_ulong, (1, 0, 0, 0)))


def offer_to_out_of_memory_killer() -> None:
    """Let the kernel take the sample, rather than the harness or its user's work, when memory runs out."""
    try:
        with open("/proc/self/oom_score_adj", "wb", buffering=0) as score:  # noqa: PTH123
            score.write(b"1000")
    except OSError:
        pass


def catch_signals() -> int:
    """A file descriptor that gets one byte, its number, for each signal that concerns the launcher."""
    reader, writer = (end.detach() for end in _socket.socketpair())
    os.set_blocking(reader, False)
    os.set_blocking(writer, False)
    _signal.set_wakeup_fd(writer)
    for number in (*ENDING_SIGNALS, _signal.SIGCHLD):
        _signal.signal(number, lambda *_: None)
    return reader


def spawn(argv: list[str]) -> int:
    """Start the command in its own session with default signals and no input; its process id."""
    return os.posix_spawnp(
        argv[0],
        argv,
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)],
        setsid=True,
        setsigmask=[],
        setsigdef=RESTORED_SIGNALS,
    )


def reap(command: int) -> tuple[bool, int | None]:
    """Collect every child that has ended: (is any left?, the command's wait status if it was there)."""
    status = None
    while True:
        try:
            pid, waited = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return False, status
        if pid == 0:
            return True, status
        if pid == command:
            status = waited


def watch(
    command: int, started_ns: int, timeout_s: float, output_cap: int, signals: int
) -> tuple[str, int, int | None]:
    """Wait for the command: (how it ended, wall nanoseconds, its wait status unless still running)."""
    events = select.poll()
    events.register(0, 0)  # a mask of 0 still reports that the other end has closed
    events.register(signals, select.POLLIN)
    now = time.monotonic_ns()
    deadline_ns = started_ns + round(timeout_s * 1e9)
    while now < deadline_ns:
        ready = events.poll(min(LOOK_S, (deadline_ns - now) / 1e9) * 1e3 + 1)
        now = time.monotonic_ns()
        _, status = reap(command)
        if status is not None:
            return "itself", now - started_ns, status
        if any(source == 0 for source, _ in ready):
            return "interrupt", now - started_ns, None
        if (signals, select.POLLIN) in ready and set(os.read(signals, 4096)) & set(ENDING_SIGNALS):
            return "interrupt", now - started_ns, None
        if max(os.fstat(1).st_size, os.fstat(2).st_size) > output_cap:
            return "output", now - started_ns, None
    return "timeout", now - started_ns, None


def descendants() -> dict[int, bool]:
    """Every process below this one: is it alive, or only waiting to be collected? Empty without /proc."""
    parents: dict[int, int] = {}
    alive: dict[int, bool] = {}
    for name in os.listdir("/proc") if os.path.isdir("/proc/self") else ():  # noqa: PTH112, PTH208
        if name.isdecimal():
            try:
                with open(f"/proc/{name}/stat", "rb", buffering=0) as stat:  # noqa: PTH123
                    state, parent = stat.read().rpartition(b")")[2].split(None, 2)[:2]
            except OSError:
                continue
            parents[int(name)], alive[int(name)] = int(parent), state not in b"ZX"
    below: set[int] = set()
    level = {os.getpid()}
    while level:
        level = {pid for pid, parent in parents.items() if parent in level}
        below |= level
    return {pid: alive[pid] for pid in below}


def kill(command: int, killed: set[int]) -> None:
    """Send SIGKILL to the whole tree, adding to ``killed`` every process that was alive."""
    tree = descendants()
    for pid, alive in tree.items():
        try:
            os.kill(pid, _signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue
        if alive:
            killed.add(pid)
    if sys.platform != "linux":  # there the session is all that can be named
        try:
            os.killpg(command, _signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return


def end_tree(command: int, grace_s: float) -> tuple[int, int | None]:
    """Kill what has not ended after ``grace_s``: (how many were alive, the command's wait status)."""
    killed: set[int] = set()
    begun = time.monotonic()
    children, status = reap(command)
    while children and (waited := time.monotonic() - begun) < STUBBORN_S:
        if waited >= grace_s:
            kill(command, killed)
        time.sleep(0.001)
        children, late = reap(command)
        status = late if status is None else status
    return len(killed), status


def own_peak_bytes() -> int | None:
    """This process's peak since its exec; getrusage would tell the harness's, which it was started from."""
    try:
        with open("/proc/self/status", "rb") as status:  # noqa: PTH123
            return int(status.read().partition(b"VmHWM:")[2].split(None, 1)[0]) * 1024
    except OSError:
        return None


def main(report_fd: int, timeout_s: float, output_cap: int, argv: list[str]) -> None:
    """Run ``argv`` and report; the keys are the arguments of ``report`` below."""
    os.set_inheritable(report_fd, False)
    adopt_orphans()
    offer_to_out_of_memory_killer()
    signals = catch_signals()
    started_ns = time.monotonic_ns()
    try:
        command = spawn(argv)
    except OSError as error:
        report(report_fd, ended="not started", errno=error.errno or 0)
        return
    ended, wall_ns, status = watch(command, started_ns, timeout_s, output_cap, signals)
    killed, late = end_tree(command, GRACE_S if ended == "itself" else 0)
    status = late if status is None else status
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    unit = 1 if sys.platform == "darwin" else 1024
    report(
        report_fd,
        ended=ended,
        started_ns=started_ns,
        wall_ns=wall_ns,
        cpu_ns=round((used.ru_utime + used.ru_stime) * 1e9),
        peak_rss_bytes=used.ru_maxrss * unit,
        floor_rss_bytes=own_peak_bytes(),
        exit_code=None if status is None else os.waitstatus_to_exitcode(status),
        left_behind=killed if ended == "itself" else 0,
    )


def report(report_fd: int, **facts: int | str | None) -> None:
    """Write the facts as JSON: numbers, null, and words that need no escape."""
    fields = []
    for name, fact in facts.items():
        value = "null" if fact is None else f'"{fact}"' if isinstance(fact, str) else str(fact)
        fields.append(f'"{name}": {value}')
    os.write(report_fd, ("{" + ", ".join(fields) + "}").encode())


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
