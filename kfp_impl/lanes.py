"""What KFP's lanes set, and how a component reaches the shared step logic in each.

``default``
    what the first page of KFP's documentation gives: a stock Python image into which every start of
    a component installs KFP and the pinned libraries, and ``shared`` embedded in the compiled pipeline.
``tuned``
    one prebuilt image, named by the environment variable ``FVK_IMAGE``, holds all of it; nothing is
    installed or embedded. The Dockerfile builds that image.

A component's body imports the shared step inside the function, as KFP asks for.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any

IMAGE_VARIABLE = "FVK_IMAGE"
PREBUILT_IMAGE = os.environ.get(IMAGE_VARIABLE, "flyte-vs-kubeflow:python")
"""KFP's local runner warns about an image whose name says nothing of Python."""
STOCK_IMAGE = f"python:{sys.version_info.major}.{sys.version_info.minor}"

LIBRARIES = ("scikit-learn", "pandas", "pyarrow", "joblib")
"""Distributions that the steps import, installed in the versions of this environment."""
EMBEDDED = ("__init__.py", "hyperparameters.py", "steps")
"""The part of ``shared`` that steps import."""

LANES: Mapping[str, str] = MappingProxyType(
    {
        "default": "SubprocessRunner(): a new virtual environment and pip installs for every task",
        "tuned": "SubprocessRunner(use_venv=False), one prebuilt image, nothing installed at start",
    }
)
ENVIRONMENT: Mapping[str, Mapping[str, str]] = MappingProxyType(dict.fromkeys(LANES, MappingProxyType({})))
RUNNER_SETTINGS: Mapping[str, Mapping[str, bool]] = MappingProxyType(
    {"default": {}, "tuned": {"use_venv": False}}
)
"""Keyword arguments of ``kfp.local.SubprocessRunner``."""


@contextmanager
def use_lane(lane: str) -> Iterator[None]:
    """Let components be decorated for ``lane`` inside the block."""
    before = os.environ.pop(IMAGE_VARIABLE, None)
    if lane == "tuned":
        os.environ[IMAGE_VARIABLE] = PREBUILT_IMAGE
    try:
        yield
    finally:
        os.environ.pop(IMAGE_VARIABLE, None)
        if before is not None:
            os.environ[IMAGE_VARIABLE] = before


def component_settings() -> dict[str, Any]:
    """Return the keyword arguments of ``dsl.component`` for the lane that is in use."""
    if image := os.environ.get(IMAGE_VARIABLE):
        return {"base_image": image, "install_kfp_package": False}
    return {
        "base_image": STOCK_IMAGE,
        "packages_to_install": [f"{name}=={version(name)}" for name in LIBRARIES],
        "embedded_artifact_path": str(_staged_source()),
    }


def component(function: Callable[..., Any]) -> Any:
    """Make a KFP component of a function, packaged for the lane that is in use."""
    from kfp import dsl

    return dsl.component(**component_settings())(function)


@cache
def _staged_source() -> Path:
    """Copy the embedded part of ``shared`` to where nothing else is; KFP archives the parent whole."""
    import shared

    stage = tempfile.TemporaryDirectory(prefix="fvk-embedded-")
    _STAGES.append(stage)
    source, target = Path(shared.__path__[0]), Path(stage.name, "shared")
    target.mkdir()
    for name in EMBEDDED:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source / name, target / name)
    return Path(stage.name)


_STAGES: list[tempfile.TemporaryDirectory[str]] = []
"""Kept until the process ends; each removes itself then."""
