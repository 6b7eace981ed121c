"""What Flyte's lanes set. Standard library only."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType

IMAGE = os.environ.get("FVK_IMAGE", "flyte-vs-kubeflow:python")
"""The image that a cluster starts for each task; the Dockerfile builds it."""
LANES: Mapping[str, str] = MappingProxyType(
    {
        "default": "every setting as flytekit ships it, local cache off",
        "tuned": "the same as default: no faster setting is known here",
    }
)
FORMS: Mapping[str, str] = MappingProxyType(
    {
        "": "the code is in the image: pyflyte-execute",
        "fast": "fast registration: pyflyte-fast-execute downloads the code and starts pyflyte-execute",
    }
)
ENVIRONMENT: Mapping[str, Mapping[str, str]] = MappingProxyType(
    dict.fromkeys(LANES, MappingProxyType({"FLYTE_LOCAL_CACHE_ENABLED": "false"}))
)
