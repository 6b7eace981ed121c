"""Give a verb its options from a dataclass, so that options which several verbs share are written once."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from typing import Annotated, Any, get_type_hints

import typer

from benchmarks.plan import engines


def with_options(options: type) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Let a command take every field of ``options`` as an option of its own; it gets them as ``options``.

    Each field is annotated as typer wants a parameter, and has a default.
    """
    hints = get_type_hints(options, include_extras=True)
    declared = [
        inspect.Parameter(
            one.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=one.default if one.default is not MISSING else None,
            annotation=hints[one.name],
        )
        for one in fields(options)
    ]

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        def called(**given: Any) -> None:
            own = {one.name: given.pop(one.name) for one in declared}
            command(options=options(**own), **given)

        return _signed(called, command, declared, "options")

    return decorate


def with_sides(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option ``--NAME`` for each installed engine; it gets those typed as ``targets``."""
    names = engines.names()
    declared = [
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

    def called(**given: Any) -> None:
        targets = {name: given.pop(_parameter(name)) for name in names}
        command(targets={name: target for name, target in targets.items() if target}, **given)

    return _signed(called, command, declared, "targets")


def _signed(
    called: Callable[..., None],
    command: Callable[..., None],
    declared: list[inspect.Parameter],
    gathered: str,
) -> Callable[..., None]:
    """``called`` with the signature of ``command``, in which ``declared`` stand in place of ``gathered``."""
    own: Mapping[str, inspect.Parameter] = inspect.signature(command, eval_str=True).parameters
    kept = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for name, one in own.items() if name != gathered]
    # Arguments come first, in the order of the command itself.
    called.__signature__ = inspect.Signature([*kept, *declared])  # type: ignore[attr-defined]
    called.__annotations__ = {one.name: one.annotation for one in [*kept, *declared]}
    called.__doc__ = command.__doc__
    called.__name__ = command.__name__
    called.__module__ = command.__module__
    return called


def _parameter(engine: str) -> str:
    return f"target_{engine}".replace("-", "_")
