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
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

from kfp_impl.embedding import requirements, stage
from kfp_impl.image_names import IMAGE_VARIABLE, PREBUILT_IMAGE, STOCK_IMAGE

LANES: Mapping[str, str] = MappingProxyType(
    {
        "default": "SubprocessRunner(): a new virtual environment and pip installs for every task",
        "tuned": "SubprocessRunner(use_venv=False), one prebuilt image, nothing installed at start",
    }
)
FORMS: Mapping[str, str] = MappingProxyType(
    {
        "": "lightweight components: the function's source travels in the compiled pipeline",
        "containerized": "containerized components: modules built into the image by `kfp component build`",
    }
)
OFFLINE: Mapping[str, str] = MappingProxyType(
    {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "PIP_CONFIG_FILE": os.devnull}
)
"""The image holds every package already: its pip may check that, and must never change what is installed."""
ENVIRONMENT: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"default": MappingProxyType({}), "tuned": OFFLINE}
)
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


def component_settings(function: Callable[..., Any]) -> dict[str, Any]:
    """Return the keyword arguments of ``dsl.component`` for the lane that is in use."""
    if image := os.environ.get(IMAGE_VARIABLE):
        return {"base_image": image, "install_kfp_package": False}
    return {
        "base_image": STOCK_IMAGE,
        "packages_to_install": list(requirements(function.__code__)),
        "embedded_artifact_path": str(stage(function)),
    }


def component(function: Callable[..., Any]) -> Any:
    """Make a KFP component of a function, packaged for the lane that is in use."""
    from kfp import dsl

    return dsl.component(**component_settings(function))(function)
