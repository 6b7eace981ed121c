"""Take the pictures that people look at: ``python -m tests.present.pictures report.html DIRECTORY``."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.present.browsing import Chromium, chromium

SHOTS = (("phone", 360, "light"), ("wide", 1280, "light"), ("dark", 1280, "dark"))


def take(browser: Chromium, report: Path, directory: Path) -> list[Path]:
    """The first screen and the whole page, on a phone, on a wide screen, and in the dark."""
    directory.mkdir(parents=True, exist_ok=True)
    written = []
    for name, width, scheme in SHOTS:
        with browser.visit(report.absolute(), width=width, color_scheme=scheme) as visit:
            for kind, whole in (("", False), ("-whole", True)):
                picture = directory / f"report-{name}{kind}.png"
                visit.page.screenshot(path=picture, full_page=whole)
                written.append(picture)
    return written


if __name__ == "__main__":
    with chromium() as started:
        for taken in take(started, Path(sys.argv[1]), Path(sys.argv[2])):
            sys.stdout.write(f"{taken}\n")
