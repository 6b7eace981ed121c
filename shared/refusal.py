"""What an implementation can write down and compile, and its SDK cannot run on this machine."""

from __future__ import annotations

from types import ModuleType

from shared.contract import Size, Unsupported


def refusal_to_run(module: ModuleType, size: Size) -> Unsupported | None:
    """What the module's own ``cannot_run(size)`` answers; a module without one runs at every size."""
    cannot_run = getattr(module, "cannot_run", None)
    refusal: Unsupported | None = cannot_run(size) if cannot_run else None
    return refusal
