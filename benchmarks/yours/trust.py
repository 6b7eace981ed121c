"""What a campaign about somebody's pipelines may use: code only if it was begun here, and no stored secret.

Continuing a campaign runs the files that it names, with the variables that it names. So a folder that came
from somebody else is continued only on request.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from msgspec.structs import replace

from benchmarks.errors import UsageError
from benchmarks.measure.hide_secrets import Secrets
from benchmarks.record.journal import FILE_NAME
from benchmarks.record.schema import Header, Yours
from benchmarks.targets.environments.store import CACHE

BEGUN = CACHE / "begun"
"""Empty files, each called by the digest of a plan that was written from this checkout."""


def remember(directory: Path) -> None:
    """Know the campaign in ``directory`` again: it was begun here."""
    BEGUN.mkdir(parents=True, exist_ok=True)
    (BEGUN / _digest(directory)).touch()


def check(directory: Path, yours: Yours, *, trusted: bool) -> None:
    """Raise :class:`UsageError`, which says what would run, unless it was begun here or is trusted."""
    if trusted or (BEGUN / _digest(directory)).exists():
        return
    files = ", ".join(dict.fromkeys(one.file for one in yours.pipelines))
    variables = f", with your variables {', '.join(yours.variables)}" if yours.variables else ""
    raise UsageError(
        f"{directory}: this campaign was not begun here; to continue it runs {files}{variables}: "
        f"read them first, then `fvk resume {directory} --trust`"
    )


def without_secrets(header: Header) -> Header:
    """The plan with names in place of the variables' values, in the command line and in what is put in."""
    yours = header.yours
    assert yours is not None
    secrets = Secrets(_values(yours))
    pipelines = [replace(one, inputs=secrets.hide_in(one.inputs)) for one in yours.pipelines]
    return replace(
        header,
        command=[secrets.hide(word) for word in header.command],
        yours=replace(yours, pipelines=pipelines),
    )


def with_secrets(yours: Yours) -> Yours:
    """What is put in, with the variables' values again, as they are set now."""
    secrets = Secrets(_values(yours))
    pipelines = [replace(one, inputs=secrets.restored_in(one.inputs)) for one in yours.pipelines]
    return replace(yours, pipelines=pipelines)


def _values(yours: Yours) -> dict[str, str]:
    return {name: os.environ[name] for name in yours.variables if name in os.environ}


def _digest(directory: Path) -> str:
    """Of the plan as it stands in the raw file."""
    with (directory / FILE_NAME).open("rb") as file:
        return hashlib.sha256(file.readline()).hexdigest()
