"""Importing a module for real, also when this process has imported it before."""

from __future__ import annotations

import sys
from importlib import import_module, reload
from types import ModuleType


def import_afresh(name: str) -> ModuleType:
    """Execute the module's code, once, whether or not it was imported before; what it imports stays."""
    loaded = sys.modules.get(name)
    return import_module(name) if loaded is None else reload(loaded)
