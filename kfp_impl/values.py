"""Between what a KFP pipeline returns and JSON values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shared.contract import Values

UNNAMED = "output"
"""What every contender calls the only output of a pipeline that gives it no name."""


def to_values(outputs: Mapping[str, Any]) -> Values:
    """Name a pipeline's parameters, as they are; a single mapping becomes its items.

    Artifacts are files, which a step writes and another one reads: they are left out.
    """
    parameters = {name: value for name, value in outputs.items() if not hasattr(value, "uri")}
    if parameters.keys() == {"Output"}:
        only = parameters["Output"]
        return dict(only) if isinstance(only, Mapping) else {UNNAMED: only}
    return parameters
