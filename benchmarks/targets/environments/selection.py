"""Engines in environments of their own, as contenders: ``alpha@1.2`` beside ``alpha`` and ``beta``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO

from benchmarks.errors import UsageError
from benchmarks.plan import arguments
from benchmarks.plan.engines import EngineReference
from benchmarks.targets.environments.store import Entry, Store

OURS = "shared"
"""The one package that every engine needs beside its own."""


def select(
    installed: Mapping[str, EngineReference], store: Store, wanted: Iterable[str]
) -> list[EngineReference]:
    """The wanted contenders in the order given, ``a,b`` counting as two; for none, all but those on request.

    ``engine:form`` is another form that the SDK documents and the engine declares.
    ``engine@version`` is an environment of that name, or the one whose SDK has a version that begins so.
    """
    names = arguments.names(wanted)
    usual = [name for name, engine in installed.items() if not engine.on_request]
    found = [_one(installed, store, name) for name in names or usual]
    return list({reference.name: reference for reference in found}.values())


def reference_of(engine: EngineReference, entry: Entry, store: Store) -> EngineReference:
    """The engine as it runs in that environment, which sees no other code of this project than it needs."""
    return replace(
        engine,
        name=entry.name,
        roots=(_folder(engine, store),),
        python=store.python(entry.environment),
        environment=entry.environment,
    )


def hold(store: Store, references: Iterable[EngineReference]) -> tuple[IO[bytes], ...]:
    """Keep these contenders' environments from being removed until the answers are closed."""
    used = sorted({reference.environment for reference in references if reference.environment})
    return tuple(store.hold(identity) for identity in used)


def _one(installed: Mapping[str, EngineReference], store: Store, name: str) -> EngineReference:
    chosen, at, version = name.partition("@")
    engine, colon, form = chosen.partition(":")
    if engine not in installed:
        raise UsageError(f"--engine {name}: no such engine; installed are {', '.join(installed)}")
    if colon and not form:
        raise UsageError(f"--engine {name}: no form after the colon")
    found = installed[engine]
    if at:
        entry = _entry(store, engine, version)
        found = reference_of(found, entry, store)
        return replace(found.in_form(form), name=f"{engine}:{form}@{version}") if form else found
    return found.in_form(form) if form else found


def _entry(store: Store, engine: str, version: str) -> Entry:
    own = [entry for entry in store.entries() if entry.engine == engine]
    fitting = [entry for entry in own if entry.name == f"{engine}@{version}"]
    fitting = fitting or [entry for entry in own if f"{entry.sdk_version}.".startswith(f"{version}.")]
    if len(fitting) == 1:
        return fitting[0]
    names = ", ".join(entry.name for entry in fitting or own)
    if fitting:
        raise UsageError(f"--engine {engine}@{version}: that could be {names}; name one of them in full")
    raise UsageError(
        f"--engine {engine}@{version}: no such environment{f', only {names}' if names else ''}; "
        f"make it with `fvk env add {engine} --with SDK=={version}.*`, SDK being what the engine imports"
    )


def _folder(engine: EngineReference, store: Store) -> Path:
    """A folder of links to the engine's own package and to ours, and to nothing beside them.

    The folder that holds them also holds the harness, or everything that is installed here.
    """
    folder = store.root / "folders" / engine.name
    folder.mkdir(parents=True, exist_ok=True)
    for package in (engine.target.partition(":")[0].partition(".")[0], OURS):
        source = next((root / package for root in engine.roots if (root / package).exists()), None)
        if source is None:
            raise UsageError(
                f"engine {engine.name}: its package {package} is not where it was; install it again"
            )
        _link(folder / package, source.resolve())
    return folder


def _link(link: Path, target: Path) -> None:
    """Point ``link`` to ``target``; another process may be doing the same."""
    if link.is_symlink() and link.readlink() == target:
        return
    draft = link.with_name(f".{link.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    draft.symlink_to(target)
    draft.rename(link)
