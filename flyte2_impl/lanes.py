"""What Flyte 2's lanes set. Standard library only."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType

IMAGE = os.environ.get("FVK_IMAGE", "flyte-vs-kubeflow:python")
"""The image that a cluster starts for each task; the Dockerfile builds it."""
LANES: Mapping[str, str] = MappingProxyType(
    {
        "default": "every setting as flyte ships it; its cache is off by itself",
        "tuned": "the same as default: no faster setting is known here",
    }
)
FORMS: Mapping[str, str] = MappingProxyType(
    {
        "": "the code is in the image: --copy-style none",
        "bundle": "a code bundle, which is what flyte run and flyte deploy make: a0 downloads it first",
    }
)
ENVIRONMENT: Mapping[str, Mapping[str, str]] = MappingProxyType(dict.fromkeys(LANES, MappingProxyType({})))
