"""``fvk doctor``: what differences this machine can resolve today, and what to do about it."""

from __future__ import annotations

import time
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from benchmarks.commands.console import open_console
from benchmarks.measure import machine
from benchmarks.measure.process import run
from benchmarks.selfcheck.diagnosis import diagnose
from benchmarks.selfcheck.resolution import describe
from benchmarks.targets import container_runtime

app = typer.Typer(add_completion=False)


@app.command()
def doctor(
    seconds: Annotated[float, typer.Option(min=5, max=86_400, help="How long to look.")] = 30.0,
) -> None:
    """Check how small a difference this machine can measure today, and what would help."""
    raise typer.Exit(show(seconds, open_console()))


def show(seconds: float, console: Console) -> int:
    """Look for ``seconds``, then print the machine, its resolution, its disturbances and the advice."""
    about = machine.describe()
    console.print(
        escape(
            f"{about.cpu_model or about.architecture}, {about.cores_allowed} of {about.cores} cores, "
            f"{about.system}, kernel {about.kernel}; virtualisation: "
            f"{'; '.join(about.virtualisation) or 'no sign of any'}"
        ),
        highlight=False,
        soft_wrap=True,
    )
    console.print(f"comparing one command with itself for {seconds:.0f} s", highlight=False)
    found = diagnose(run, time.monotonic, seconds)
    for name, text in describe(found.resolution).items():
        console.print(f"  {escape(name)}: {escape(text)}", highlight=False, soft_wrap=True)
    for title, lines in (("disturbed by", found.flags), ("advice", found.advice)):
        for line in lines or ("nothing",):
            console.print(f"{title}: {escape(line)}", highlight=False, soft_wrap=True)
    for line in container_runtime.diagnosis():
        console.print(f"container target: {escape(line)}", highlight=False, soft_wrap=True)
    return 0
