"""A real Docker daemon with the images built, or a skip that says what is missing."""

from __future__ import annotations

import os

import pytest

from benchmarks.errors import FvkError
from benchmarks.targets import images
from benchmarks.targets.daemon import Daemon, address

ENGINES = ("plain", "flyte", "flyte2", "kfp")


@pytest.fixture(scope="session")
def daemon() -> Daemon:
    found = Daemon(address())
    try:
        found.about()
        images.needed(found, ENGINES)
    except FvkError as error:
        if os.environ.get("FVK_DOCKER") == "required":
            pytest.fail(f"needs a Docker daemon with images: {error}")
        pytest.skip(f"needs a Docker daemon with images: {error}")
    return found
