"""The names of products in what people read."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_suffix(".toml")


@cache
def known() -> dict[str, str]:
    """Product names by engine name, in the order that fixes marks and colours."""
    names: dict[str, str] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["names"]
    return names


def product(contender: str) -> str:
    """``Kubeflow Pipelines`` for ``kfp``, ``Kubeflow Pipelines 2.16.1`` for ``kfp@2.16.1``; else the name."""
    engine, at, version = contender.partition("@")
    if engine not in known():
        return contender
    return f"{known()[engine]} {version}" if at else known()[engine]
