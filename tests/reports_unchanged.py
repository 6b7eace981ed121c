"""Show that a commit changes no report: every committed raw file, in every form, before and after.

    python -m tests.reports_unchanged REV

Renders terminal, Markdown and page of each raw file below docs/data with the code of REV and with the code
that stands here, and compares them byte for byte. Status 1 where any differs.
"""

from __future__ import annotations

import difflib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT = Path(__file__).parents[1]
FORMS = ("summary.md", "report.html", "history.md", "history.svg", "results.json", "results.csv")


def render(code: Path, raw_file: Path, folder: Path) -> dict[str, str]:
    """Every form of one raw file, drawn by the code below ``code``; paths are taken out."""
    folder.mkdir()
    shutil.copy(raw_file, folder)
    environment = {**os.environ, "PYTHONPATH": str(code), "COLUMNS": "160"}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "report", str(folder)],
        cwd=code,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    forms = {name: (folder / name).read_text() for name in FORMS if (folder / name).exists()}
    return {
        "terminal": done.stdout.replace(str(folder), "DIR") + done.stderr.replace(str(folder), "DIR"),
        **forms,
    }


def main(revision: str) -> int:
    """Compare this checkout with ``revision``; the exit status."""
    differing = 0
    with TemporaryDirectory() as scratch:
        before = Path(scratch, "before")
        subprocess.run(
            ["git", "worktree", "add", "--quiet", "--detach", before, revision], cwd=PROJECT, check=True
        )
        try:
            for number, raw_file in enumerate(sorted(PROJECT.glob("docs/data/*/raw.jsonl"))):
                old = render(before, raw_file, Path(scratch, f"old-{number}"))
                new = render(PROJECT, raw_file, Path(scratch, f"new-{number}"))
                for form in sorted(old.keys() | new.keys()):
                    same = old.get(form) == new.get(form)
                    differing += not same
                    print(f"{raw_file.parent.name} {form}: {'same' if same else 'DIFFERENT'}", flush=True)
                    if not same:
                        _show(old.get(form, ""), new.get(form, ""))
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", before], cwd=PROJECT, check=False)
    print(f"{differing} forms differ from {revision}")
    return 1 if differing else 0


def _show(old: str, new: str) -> None:
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0)
    print("\n".join(line[:200] for line in list(lines)[2:10]))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
