"""A real Chromium for the tests that need one; where it is missing they are left out, and fail in CI."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
NEEDED = ("playwright", "axe_playwright_python")


def missing() -> str:
    """What keeps a browser from being started here; empty for nothing."""
    lacking = [name for name in NEEDED if find_spec(name) is None]
    if not any(shutil.which(name) for name in NAMES):
        lacking.append("chromium")
    return ", ".join(lacking)


def require() -> None:
    """Fail where there is no browser: outside CI, such a test was left out when it was collected."""
    if told := missing():
        pytest.fail(f"the browser tests need {told}, and CI is set: install it, .ci/run does")


def axe_source() -> str:
    """axe-core, as its Python package carries it."""
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@dataclass
class Visit:
    """One opened page, and what happened on it."""

    page: Any
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def violations(self) -> list[str]:
        """What axe finds, one line each."""
        self.page.evaluate(axe_source())
        found = self.page.evaluate("axe.run()")["violations"]
        return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]

    def width(self) -> int:
        """How wide the page wants to be."""
        return int(self.page.evaluate("document.documentElement.scrollWidth"))


@dataclass
class Chromium:
    """A started browser."""

    browser: Any

    @contextmanager
    def visit(self, file: Path, width: int = 1280, fragment: str = "", **options: Any) -> Iterator[Visit]:
        """Open a file without a network; everything it asks for and says is noted."""
        context = self.browser.new_context(viewport={"width": width, "height": 900}, offline=True, **options)
        try:
            page = context.new_page()
            visit = Visit(page)
            page.on("request", lambda request: visit.requests.append(request.url))
            page.on("console", lambda message: visit.messages.append(message.text))
            page.on("pageerror", lambda error: visit.messages.append(str(error)))
            page.on("dialog", lambda dialog: visit.messages.append(f"dialog {dialog.message}"))
            page.goto(file.as_uri() + fragment)
            yield visit
        finally:
            context.close()


@contextmanager
def chromium() -> Iterator[Chromium]:
    """Start the system's Chromium; playwright's own is never downloaded."""
    from playwright.sync_api import sync_playwright

    path = next(found for name in NAMES if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        # Whoever runs as root, as containers do, has no sandbox; the page is our own file.
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield Chromium(browser)
        finally:
            browser.close()
