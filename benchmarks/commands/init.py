"""``fvk init``: a mirrored pair of starter files, and the ``yours.toml`` that names them."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.commands.console import say
from benchmarks.errors import UsageError
from benchmarks.plan import engines
from benchmarks.yours.sides import CONFIG

STARTER = "starter"
"""The module beside an engine's own that shows the same small pipeline in its idiom."""

_HEAD = """\
# What `fvk yours` measures when it is started here. Files are found from where this one stands.
# An engine's table may have inputs of its own: [kind.inputs].
# ignore = ["output"]        outputs that may differ
# tolerance = 1e-6           by how much of its value a number may differ
# variables = ["TOKEN"]      environment variables that the pipelines get to see

"""


app = typer.Typer(add_completion=False)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="Where to write; made if it is not there.")] = Path(),
) -> None:
    """Write starter pipelines that compute the same on every side, and a yours.toml."""
    for file in write(folder):
        say(f"wrote {file}")
    say("measure them with `fvk yours`" + (f" in {folder}" if folder != Path() else ""))


def write(folder: Path) -> list[Path]:
    """Write every file; :class:`UsageError` if one is there already, and then none is written."""
    starters = {f"{name}_pipeline.py": text for name, text in _starters().items()}
    tables = [f'[{name}]\npipeline = "{name}_pipeline.py:pipeline"\n' for name in _starters()]
    files = {**starters, CONFIG: _HEAD + "\n".join([*tables, "[inputs]\ncount = 100\n"])}
    for name in files:
        if (folder / name).exists():
            raise UsageError(f"fvk init: {folder / name} is there already; name another folder")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in files]


def _starters() -> dict[str, str]:
    """By engine, the text of its starter; engines without one are left out."""
    found = {}
    for name, reference in engines.discover().items():
        module = reference.target.partition(":")[0].rpartition(".")[0]
        spec = find_spec(f"{module}.{STARTER}")
        if spec is not None and spec.origin is not None:
            found[name] = Path(spec.origin).read_text(encoding="utf-8")
    return found
