"""An interpreter under a path without spaces, for what puts it into a shell's command line unquoted.

KFP's local runner does (``kfp.local.subprocess_task_handler``): below a folder with a space in its name every
one of its runs fails. Every contender is started alike, so that none has a path of its own.
"""

from __future__ import annotations

import atexit
import functools
import tempfile
from pathlib import Path

from benchmarks.measure.remove_tree import remove_tree


@functools.cache
def without_spaces(python: Path) -> Path:
    """The same interpreter of the same environment, by way of a link if its own path has white space.

    A virtual environment is known by the path of its interpreter, so the link leads to the whole of it.
    """
    if not any(character.isspace() for character in str(python)):
        return python
    folder = Path(tempfile.mkdtemp(prefix="fvk-environment-"))
    if any(character.isspace() for character in str(folder)):
        return python
    atexit.register(remove_tree, folder)
    link = folder / "environment"
    link.symlink_to(python.parent.parent, target_is_directory=True)
    return link / python.parent.name / python.name
