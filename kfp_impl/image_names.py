"""The images that KFP's components name. Standard library only."""

from __future__ import annotations

import os
import sys

IMAGE_VARIABLE = "FVK_IMAGE"
PREBUILT_IMAGE = os.environ.get(IMAGE_VARIABLE, "flyte-vs-kubeflow:python")
"""KFP's local runner warns about an image whose name says nothing of Python."""
STOCK_IMAGE = f"python:{sys.version_info.major}.{sys.version_info.minor}"
