"""The search path of a pod's command: the image is the environment that this process runs in."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def pod_path() -> dict[str, str]:
    """Return ``PATH`` with this interpreter's programs first, so that a bare ``python3`` finds it."""
    programs = str(Path(sys.executable).parent)
    return {"PATH": os.pathsep.join([programs, os.environ.get("PATH", os.defpath)])}
