"""A step that fails a known number of times before it succeeds, as a busy service does."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class TransientError(RuntimeError):
    """Another attempt may succeed."""


@dataclass(frozen=True)
class Success:
    """What the last attempt returns."""

    attempts: int


def succeed_at_last(counter: Path, needed: int) -> Success:
    """Count one more attempt in the file ``counter``, and succeed at the ``needed`` one.

    Raises :class:`TransientError` before that. The attempt that succeeds removes the file, so that another
    run starts from nothing.
    """
    made = 1 + (int(counter.read_text(encoding="utf-8")) if counter.exists() else 0)
    if made < needed:
        counter.write_text(str(made), encoding="utf-8")
        raise TransientError(f"attempt {made} of {needed} failed, as it should")
    counter.unlink(missing_ok=True)
    return Success(made)
