"""The shared hyperparameters, as an option of ``pyflyte run``."""

from __future__ import annotations

from dataclasses import dataclass

import click

from shared import hyperparameters as shared_hyperparameters


@dataclass(frozen=True)
class Hyperparameters(shared_hyperparameters.Hyperparameters):
    """``pyflyte run`` makes one with :meth:`from_json`, and shows a traceback for all but click's errors."""

    @classmethod
    def from_json(cls, text: str) -> Hyperparameters:
        """Read what was typed. Ends ``pyflyte`` with one line and status 2 if it cannot be used."""
        try:
            return cls.parse(text)
        except shared_hyperparameters.HyperparameterError as error:
            click.echo(f"error: {error}", err=True)
            raise click.exceptions.Exit(2) from error
