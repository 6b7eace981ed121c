"""What the image of a containerized component holds in its working directory."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path


def build_context(components: Path, directory: Path) -> Path:
    """Let ``kfp component build`` make ``directory`` of one module of components, and answer it.

    It becomes the image's working directory, with the ``kfp_config.ini`` that tells a pod which module has
    which component; no image is built, since the environment that runs this stands for it.
    """
    directory.mkdir()
    shutil.copy2(components, directory)
    kfp = str(Path(sys.executable).with_name("kfp"))
    build = (kfp, "component", "build", str(directory), "--no-build-image", "--no-push-image")
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"kfp component build ended with {done.returncode}: {done.stderr[-500:]}")
    return directory
