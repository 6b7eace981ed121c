"""The ``fvk`` command: a table of verbs, each imported only when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module, metadata
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from benchmarks.ending import ended, open_streams, take_signals
from benchmarks.errors import DONE

VERBS = {
    "run": "Run a campaign, show it live, and write the raw file and the report.",
    "plan": "Print the schedule and how long it would take, without measuring anything.",
    "list": "Show engines, lanes, workloads, questions, and what is unsupported and why.",
    "resume": "Run exactly what is missing from an interrupted campaign.",
    "report": "Print the summary of a raw file again and rewrite the report beside it.",
    "compare": "Compare two campaigns.",
    "doctor": "Check how small a difference this machine can measure today, and what would help.",
    "publish": "Write README's figures and the pages of docs that are made from docs/data.",
    "findings": "Measure the campaigns that docs/findings.md still lacks, and write it.",
    "authoring": "Measure what authoring costs: code, mistakes, changes and capabilities.",
    "selfcheck": "Try the harness on cases whose answer is known.",
    "env": "Build, list and remove environments for engines.",
    "image": "Build, list and remove the images that the container target uses.",
    "cluster": "Look at the clusters that your configuration names, and clean up there.",
    "gate": "Check a change against a baseline.",
    "history": "Measure several versions of one engine in the same blocks.",
    "yours": "Measure pipelines of your own, unmodified.",
    "init": "Write starter pipelines that compute the same on every side, and a yours.toml.",
}
"""One line a verb; its module in ``commands`` has the same name, and its ``app`` has the signature."""


class Verbs(TyperGroup):
    """Lists every verb without importing one: scipy and the page's templates take their time."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 (the base class calls it so)
        """Every verb, in the order of the table."""
        return list(VERBS)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:  # noqa: ARG002 (likewise)
        """A stand-in with the verb's one line, for the help page; ``None`` for an unknown verb."""
        return TyperCommand(cmd_name, help=VERBS[cmd_name]) if cmd_name in VERBS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The verb that is called, imported now."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, load(name) if name and command else command, rest


def load(verb: str) -> Any:
    """The command of a verb."""
    module = import_module(f"benchmarks.commands.{verb}")
    command = typer.main.get_command(module.app)
    command.name = verb
    return command


app = typer.Typer(
    name="fvk",
    cls=Verbs,
    help="Measure what Flyte and Kubeflow Pipelines cost beside plain Python.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"fvk {metadata.version('flyte-vs-kubeflow')}")
        raise typer.Exit


@app.callback()
def _verbs(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Measure what Flyte and Kubeflow Pipelines cost beside plain Python."""


def main() -> None:
    """Run the command; :mod:`benchmarks.ending` owns how it ends."""
    open_streams()
    take_signals()
    # A library that starts as many threads as there are cores hangs where memory is limited.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.exit(ended(lambda: call(sys.argv[1:])))


def call(arguments: list[str]) -> int:
    """Call the verb; its exit status. What typer does about errors by itself is left out."""
    command = typer.main.get_command(app)
    try:
        with command.make_context("fvk", arguments) as context:
            command.invoke(context)
    except typer.Exit as left:
        return left.exit_code
    return DONE
