"""Where a command may find itself: a table of shells, each tried with ``report`` and ``compare``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.fuzz.raw_files import SOURCE
from tests.fuzz.tally import Tally

FVK = Path(sys.executable).with_name("fvk")
SURROUNDINGS = (
    "exec 0<&-; {fvk}",
    "exec 1>&-; {fvk}",
    "exec 2>&-; {fvk}",
    "exec 0<&- 1>&-; {fvk}",
    "exec 0<&- 1>&- 2>&-; {fvk}",
    "{fvk} >/dev/full",
    "{fvk} 2>/dev/full",
    "{fvk} | head -1; exit ${{PIPESTATUS[0]}}",
    "{fvk} | true; exit ${{PIPESTATUS[0]}}",
    "LC_ALL=C {fvk}",
    "LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 {fvk}",
    "LC_ALL=POSIX PYTHONIOENCODING=ascii {fvk}",
    "PYTHONIOENCODING=latin-1 {fvk}",
    "LC_ALL=no_SUCH.locale {fvk}",
    "ulimit -n 64; {fvk}",
    "ulimit -n 20; {fvk}",
    "ulimit -s 256; {fvk}",
    "ulimit -f 100; {fvk}",
    "ulimit -u 200; {fvk}",
    "ulimit -v 600000; {fvk}",
    "ulimit -v 200000; {fvk}",
    "env -i {fvk}",
    "unset HOME TMPDIR; {fvk}",
    "HOME=/no/such TMPDIR=/no/such {fvk}",
    "TERM=dumb {fvk}",
    "TERM=$'\\033]0;x' {fvk}",
    "COLUMNS=1 {fvk}",
    "COLUMNS=1000000000 {fvk}",
    "NO_COLOR=1 FORCE_COLOR=0 {fvk}",
    "mkdir -p gone && cd gone && rmdir ../gone; {fvk}",
    "umask 777; {fvk}",
    "trap '' PIPE; {fvk} | true; exit ${{PIPESTATUS[0]}}",
    "PYTHONOPTIMIZE=2 {fvk}",
    "PYTHONDONTWRITEBYTECODE=1 {fvk}",
    "PYTHONSTARTUP=/no/such {fvk}",
    "nice -n 19 {fvk}",
)
VERBS = ("report {folder}", "compare {folder} {folder}", "report {folder}/no/such", "--help")


def run(folder: Path, until: float, tally: Tally) -> None:
    """Try the table, over and over until the time is over."""
    (folder / "campaign").mkdir()
    shutil.copy(SOURCE / "memory" / "raw.jsonl", folder / "campaign")
    while time.monotonic() < until:
        for verb in VERBS:
            for shell in SURROUNDINGS:
                if time.monotonic() > until:
                    return
                _try(shell, verb, folder, tally)


def _try(shell: str, verb: str, folder: Path, tally: Tally) -> None:
    script = shell.format(fvk=f"{FVK} {verb.format(folder=folder / 'campaign')}")
    began = time.monotonic()
    try:
        done = subprocess.run(
            ["bash", "-c", script], cwd=folder, capture_output=True, timeout=120, check=False,
            env={name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        tally.count(script, -1, "", "it did not end", 120)
        return
    took_s = time.monotonic() - began
    printed, said = (text.decode("utf-8", "replace") for text in (done.stdout, done.stderr))
    hidden = "2>" in shell and done.returncode in range(5)  # nobody could read a refusal there
    unset = "warning: setlocale" in said and said.count("\n") == 1
    tally.count(
        script, done.returncode, printed, "fvk: unreadable" if hidden else "" if unset else said, took_s
    )
