"""From a list of versions to contenders, each in an environment of its own, or to the reason why not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from benchmarks.errors import FvkError, RawFileError, UsageError
from benchmarks.plan import arguments
from benchmarks.record.progress import Progress
from benchmarks.targets.environments.build import Builder, EnvironmentWish
from benchmarks.targets.environments.store import Entry

TABLE = "versions"
_VERSION = re.compile(r"\d+(\.\d+)*([abc.]|rc|post|dev)?[\w.]*")
_FULL = re.compile(r"\d+(\.\d+){2,}.*")
"""A version with three parts or more is meant as it stands; a shorter one means its newest release."""


@dataclass(frozen=True)
class Version:
    """One version that was asked for."""

    wanted: str
    contender: str = ""
    """Empty where there is none: it could not be installed, or is another's release."""
    found: str = ""
    """The release that was installed."""
    environment: str = ""
    problem: str = ""
    """Why there is no contender."""


def parse(texts: Sequence[str]) -> list[str]:
    """``1.2,1.3`` or several options; :class:`UsageError` for fewer than two, a strange or a repeated one."""
    wanted = arguments.names(texts)
    if len(wanted) < 2:
        raise UsageError("--versions: name two versions or more, oldest first, such as 1.2,1.3")
    for name in wanted:
        if not _VERSION.fullmatch(name):
            raise UsageError(f"--versions: {name!r} is no version; write 1.2 or 1.2.3")
    if twice := sorted({name for name in wanted if wanted.count(name) > 1}):
        raise UsageError(f"--versions: {twice[0]} is named twice")
    return wanted


def requirement(sdk: str, version: str) -> str:
    """``sdk==1.2.*`` for a short version, ``sdk==1.2.3`` for a full one."""
    return f"{sdk}=={version}" if _FULL.fullmatch(version) else f"{sdk}=={version}.*"


def install(
    wish: EnvironmentWish,
    wanted: Sequence[str],
    builder: Builder,
    answers: Callable[[Entry], None],
    say: Callable[[str], None],
) -> list[Version]:
    """An environment for each version, oldest release first.

    One that cannot be built, or whose engine does not answer (``answers`` raises), is told with its reason.
    """
    found: list[Version] = []
    for version in wanted:
        one = _install(wish, version, builder, answers)
        known = next((other for other in found if one.contender and other.contender == one.contender), None)
        if known is not None:
            one = Version(version, problem=f"its release is {one.found}, which {known.wanted} has already")
        say(f"{wish.engine} {version}: {one.problem or f'{one.contender}, environment {one.environment}'}")
        found.append(one)
    return sorted(found, key=lambda one: _numbers(one.found or one.wanted))


def _install(
    wish: EnvironmentWish, version: str, builder: Builder, answers: Callable[[Entry], None]
) -> Version:
    asked = replace(wish, asked=(*wish.asked, requirement(wish.sdk, version)))
    try:
        entry = builder.find_or_add(asked, lambda _: None)
    except FvkError as error:
        return Version(version, problem=f"does not install: {error}")
    try:
        answers(entry)
    except FvkError as error:
        return Version(version, found=entry.sdk_version, problem=f"does not answer: {error}")
    return Version(version, entry.name, entry.sdk_version, entry.environment)


def rows(versions: Sequence[Version]) -> list[dict[str, Any]]:
    """For the raw file, oldest first."""
    return [asdict(one) for one in versions]


def versions_of(progress: Progress) -> list[Version]:
    """The versions that a campaign was about, oldest first; :class:`RawFileError` for any other campaign."""
    for table in progress.tables:
        if table.name == TABLE:
            return [Version(**row) for row in table.rows]
    raise RawFileError("this campaign is not about versions: `fvk history` writes one that is")


def is_history(progress: Progress) -> bool:
    """Whether a campaign was about versions."""
    return any(table.name == TABLE for table in progress.tables)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]
