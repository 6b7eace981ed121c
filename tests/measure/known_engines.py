"""Engines whose every figure is known beforehand, for a real fresh process to measure.

Standard library and ``shared`` only, as everything that a measured process imports.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, ClassVar

from shared.contract import Command, Step, Unsupported

SLEPT_S = 0.08
"""How long a phase that sleeps takes at the least: no processor time."""
BURNT_S = 0.03
"""How much processor time a phase that burns uses at the least, by the process's own clock."""

BURN = f"import time\nwhile time.process_time() < {BURNT_S}: pass"
"""A program that uses :data:`BURNT_S` and ends."""


def burn() -> None:
    """Use up :data:`BURNT_S` of this process's own processor time."""
    until = time.process_time() + BURNT_S
    while time.process_time() < until:
        pass


def burn_in_a_child() -> None:
    """Have a child use up :data:`BURNT_S`, and wait for it."""
    subprocess.run([sys.executable, "-I", "-S", "-c", BURN], check=True)


class Known:
    """Does nothing, in both lanes; what an engine below does, it does on purpose."""

    sdk = ""
    lanes: ClassVar = {"default": "as it comes", "tuned": "the same"}
    environment: ClassVar = {"default": {"KNOWN": "default"}, "tuned": {"KNOWN": "tuned"}}
    requirements = ("known",)
    made = 0

    def versions(self) -> dict[str, str]:
        return {"known": "1.2"}

    def load(self, workload: str, size: Any, lane: str) -> Any:
        return workload, dict(size), lane

    def compile(self, pipeline: Any, directory: Path) -> Any:
        return ()

    def longest_argument(self, files: Any) -> int:
        return 0

    def run(self, pipeline: Any, inputs: Any, directory: Path) -> Any:
        return {"output": 1}

    def steps(self, pipeline: Any, inputs: Any, directory: Path) -> Any:
        return Unsupported("known has no pods")

    def commands(self, workload: str, size: Any, lane: str) -> dict[str, Any]:
        return {name: Unsupported(f"known has no command to {name}") for name in ("compile", "run")}


class Sleeping(Known):
    """Sleeps in every phase."""

    sdk = "tests.measure.known_sdk"

    def load(self, workload: str, size: Any, lane: str) -> Any:
        time.sleep(SLEPT_S)
        return super().load(workload, size, lane)

    def compile(self, pipeline: Any, directory: Path) -> Any:
        time.sleep(SLEPT_S)
        return ()

    def run(self, pipeline: Any, inputs: Any, directory: Path) -> Any:
        time.sleep(SLEPT_S)
        return {"output": 1}

    def steps(self, pipeline: Any, inputs: Any, directory: Path) -> Any:
        sleep = (sys.executable, "-I", "-S", "-c", f"import time; time.sleep({SLEPT_S})")
        for name in ("first", "second", "third"):
            yield Step(name, sleep, {}, lambda: None)
        return {"output": 1}


class Burning(Known):
    """Uses the processor: while it loads in itself, while it runs in itself and in a child."""

    def load(self, workload: str, size: Any, lane: str) -> Any:
        burn()
        return super().load(workload, size, lane)

    def run(self, pipeline: Any, inputs: Any, directory: Path) -> Any:
        burn()
        burn_in_a_child()
        return {"output": 1}

    def steps(self, pipeline: Any, inputs: Any, directory: Path) -> Any:
        for name in ("first", "second"):
            yield Step(name, (sys.executable, "-I", "-S", "-c", BURN), {}, lambda: None)
        return {"output": 1}

    def commands(self, workload: str, size: Any, lane: str) -> dict[str, Any]:
        told = "import os, sys\nprint('{output:', os.environ['SAID'] + '}')\nsys.stderr.write('loud')\n"
        argv = (sys.executable, "-I", "-S", "-c", told + BURN)
        return {
            "run": Command(argv, {"SAID": lane}, outputs=lambda printed, _: {"output": printed.strip()}),
            "compile": Unsupported("known has no command to compile", "known compile --help"),
        }


class Writing(Known):
    """Writes files of known sizes; every build names its number in one of two files."""

    def compile(self, pipeline: Any, directory: Path) -> Any:
        self.made += 1
        Path(os.environ["HOME"], "old").write_bytes(b"o" * 200)
        alike, differing = directory / "alike.yaml", directory / "differing.yaml"
        alike.write_bytes(b"always the same")
        differing.write_bytes(b"%02d" % self.made + b"x" * 98)
        return alike, differing

    def longest_argument(self, files: tuple[Path, ...]) -> int:
        return 1000 + len(files)

    def run(self, pipeline: Any, inputs: Any, directory: Path) -> Any:
        Path(os.environ["HOME"], "old").write_bytes(b"n" * 1000)
        Path(os.environ["TMPDIR"], "left").write_bytes(b"t" * 30)
        Path(directory, "deep").mkdir()
        Path(directory, "deep", "result").write_bytes(b"r" * 4)
        return {"output": 1}


class Forgetting(Writing):
    """Names one file less in every build but the first."""

    def compile(self, pipeline: Any, directory: Path) -> Any:
        files = super().compile(pipeline, directory)
        return files if self.made == 1 else files[:1]


class Touching(Known):
    """Runs four steps of which one begins in the moment when another ends."""

    intervals: ClassVar = [[0.0, 1.0], [1.0, 2.0], [2.0, 3.0], [3.0, 3.0]]

    def run(self, pipeline: Any, inputs: Any, directory: Path) -> Any:
        return {"output": 1, "intervals": self.intervals}


class Overlapping(Touching):
    """Runs five steps, three of them at once between 2 and 3, and four never."""

    intervals: ClassVar = [[0.0, 3.0], [1.0, 4.0], [2.0, 5.0], [3.5, 6.0], [6.0, 7.0]]


class Wrong(Known):
    """Computes something else."""

    def run(self, pipeline: Any, inputs: Any, directory: Path) -> Any:
        return {"output": 2, "seen": os.environ["KNOWN"]}


class RefusingLoad(Known):
    def load(self, workload: str, size: Any, lane: str) -> Any:
        return Unsupported("not loaded", "known.load()")


class RefusingCompile(Known):
    def compile(self, pipeline: Any, directory: Path) -> Any:
        return Unsupported("not compiled")


class RefusingRun(Known):
    def run(self, pipeline: Any, inputs: Any, directory: Path) -> Any:
        return Unsupported("not run", "known.run()")


class RaisingLoad(Known):
    def load(self, workload: str, size: Any, lane: str) -> Any:
        raise ValueError("no load")


class RaisingCompile(Known):
    def compile(self, pipeline: Any, directory: Path) -> Any:
        raise ValueError("no compile")


class RaisingRebuild(Known):
    def compile(self, pipeline: Any, directory: Path) -> Any:
        self.made += 1
        if self.made == 3:
            raise ValueError("no third compile")
        return ()


class RaisingRun(Known):
    def run(self, pipeline: Any, inputs: Any, directory: Path) -> Any:
        raise ValueError("no run")


class RaisingRerun(Known):
    def run(self, pipeline: Any, inputs: Any, directory: Path) -> Any:
        if directory.name != "run-0":
            raise ValueError("no second run")
        return {"output": 1}


class RaisingImport(Known):
    sdk = "tests.measure.no_such_sdk"


class RaisingSteps(Known):
    def steps(self, pipeline: Any, inputs: Any, directory: Path) -> Any:
        yield Step("first", (sys.executable, "-I", "-S", "-c", ""), {}, lambda: None)
        raise ValueError("no second step")


class FailingStep(Known):
    code = "import sys; print('out'); sys.exit('bad step')"

    def steps(self, pipeline: Any, inputs: Any, directory: Path) -> Any:
        yield Step("second", (sys.executable, "-I", "-S", "-c", self.code), {}, self.failure)
        return {"output": 1}

    def failure(self) -> str | None:
        return None


class LyingStep(FailingStep):
    """Exits with 0 and has not done its work."""

    code = "import os; print(os.environ['KNOWN'])"

    def failure(self) -> str | None:
        return "it wrote no output"


class Leaving(Known):
    """Leaves a process of its own behind."""

    def run(self, pipeline: Any, inputs: Any, directory: Path) -> Any:
        subprocess.Popen([sys.executable, "-I", "-S", "-c", "import time; time.sleep(60)"])
        return {"output": 1}


class Untuned(Known):
    """Has one lane."""

    lanes: ClassVar = {"default": "the only one"}


class Hoarding(Known):
    """Loads very many objects that stay, just short of a collection; compiling makes a few more."""

    def load(self, workload: str, size: Any, lane: str) -> Any:
        self.kept = [[number] for number in range(100_000)]
        while gc.get_count()[0] < gc.get_threshold()[0] - 50:
            self.kept.append([0])
        return workload, dict(size), lane

    def compile(self, pipeline: Any, directory: Path) -> Any:
        self.frozen = gc.get_freeze_count()
        self.more = [[number] for number in range(400)]
        return ()

    def run(self, pipeline: Any, inputs: Any, directory: Path) -> Any:
        return {"output": 1, "frozen": self.frozen}


class Collecting(Known):
    """Collects in its run."""

    def run(self, pipeline: Any, inputs: Any, directory: Path) -> Any:
        gc.collect()
        return {"output": 1}
