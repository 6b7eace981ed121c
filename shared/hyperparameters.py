"""The hyperparameters of the training pipeline: typed, checked, and read from a command line."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

EXAMPLE = '0.15 or {"C": 0.15}'


class HyperparameterError(ValueError):
    """Hyperparameters that cannot be used; the message is one line: what, where, what to try."""


@dataclass(frozen=True)
class Hyperparameters:
    """What the training step hands to ``sklearn.linear_model.LogisticRegression``.

    The names, ranges and defaults are scikit-learn's own. Every way to make one checks it, so a step
    that receives one need not. Raises :class:`HyperparameterError`.
    """

    C: float = 1.0
    """Inverse strength of the regularisation, above 0."""
    tol: float = 1e-4
    """The solver stops when the gradient is below this, above 0."""
    fit_intercept: bool = True
    class_weight: str | None = None
    """``"balanced"`` weighs each class by the inverse of its frequency."""

    def __post_init__(self) -> None:
        for name in ("C", "tol"):
            # Integers are what JSON makes of 1.0; the object is frozen, hence the detour.
            object.__setattr__(self, name, _positive(name, getattr(self, name)))
        if not isinstance(self.fit_intercept, bool):
            raise _refusal("fit_intercept", self.fit_intercept, "is not a truth value", "true or false")
        if self.class_weight is not None and self.class_weight != "balanced":
            raise _refusal("class_weight", self.class_weight, "is unknown", '"balanced" or null')

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a JSON object, or a bare number, which is C."""
        try:
            value = json.loads(text)
        except json.JSONDecodeError as error:
            raise HyperparameterError(
                f"hyperparameters: {_shorten(text)} is not JSON ({error.msg} at character {error.pos + 1}); "
                f"try {EXAMPLE}"
            ) from None
        return cls.from_value(value)

    @classmethod
    def from_value(cls, value: object) -> Self:
        """Check a decoded JSON value: a mapping by name, or a bare number, which is C."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = {"C": value}
        if not isinstance(value, Mapping):
            raise HyperparameterError(
                f"hyperparameters: {_shorten(json.dumps(value))} is neither a number nor an object; "
                f"try {EXAMPLE}"
            )
        known = [field.name for field in fields(cls)]
        for name in value:
            if name not in known:
                raise HyperparameterError(
                    f"hyperparameters: {_shorten(str(name))!r} is unknown; try one of {', '.join(known)}"
                )
        return cls(**value)

    def as_keywords(self) -> dict[str, Any]:
        """Return the keyword arguments of ``LogisticRegression``, which are JSON values too.

        ``None`` is left out: scikit-learn assumes it, and KFP can send no null.
        """
        return {name: value for name, value in asdict(self).items() if value is not None}


def _positive(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _refusal(name, value, "is not a number", "a number above 0")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not (math.isfinite(number) and number > 0):
        raise _refusal(name, value, "is out of range", "a finite number above 0")
    return number


def _refusal(name: str, value: object, problem: str, instead: str) -> HyperparameterError:
    return HyperparameterError(
        f"hyperparameters: {name} = {_shorten(json.dumps(value, default=str))} {problem}; try {instead}"
    )


def _shorten(text: str, limit: int = 60) -> str:
    """Keep a message one line, whatever was typed."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
