"""Options of a command that follow from what is installed: ``--NAME FILE:NAME`` for each engine."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from benchmarks.plan import engines


def with_sides(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option ``--NAME`` for each installed engine; it gets those typed as ``targets``."""
    names = engines.names()

    def called(**given: Any) -> None:
        targets = {name: given.pop(_parameter(name)) for name in names}
        command(targets={name: target for name, target in targets.items() if target}, **given)

    own = inspect.signature(command, eval_str=True).parameters
    options = [
        inspect.Parameter(
            _parameter(name),
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[
                str | None, typer.Option(f"--{name}", metavar="FILE:NAME", help=f"Your pipeline for {name}.")
            ],
        )
        for name in names
    ]
    kept = [
        one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for name, one in own.items() if name != "targets"
    ]
    called.__signature__ = inspect.Signature([*options, *kept])  # type: ignore[attr-defined]
    called.__annotations__ = {one.name: one.annotation for one in [*options, *kept]}
    called.__doc__ = command.__doc__
    called.__name__ = command.__name__
    return called


def _parameter(engine: str) -> str:
    return f"target_{engine}".replace("-", "_")
