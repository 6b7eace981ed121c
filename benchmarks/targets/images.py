"""The images that containers are started from: one for each contender, made of the pinned requirements.

Each is three images on top of each other, so that what changes often is made anew alone: a base with an
interpreter, the packages (an orchestrator's on top of plain Python's), and this project's own modules.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from benchmarks.errors import UsageError
from benchmarks.targets.base_image import PROGRAM, BaseImage
from benchmarks.targets.daemon import Daemon, Json
from benchmarks.targets.packages import Aim, Packages

REPOSITORY = "flyte-vs-kubeflow"
LABEL = "fvk.image"
CODE_LABEL = "fvk.code"
CODE = "/root"
"""Where an image keeps this project's modules, as flytekit's own images do."""
_PACKAGES_STAGE = "packages"
_UNUSED = ("mistakes", "changes", "capabilities", "__pycache__")
"""Specimens and bytecode: nothing that a pod imports."""


@dataclass(frozen=True)
class ImageRequest:
    """What an image must hold."""

    engine: str
    requirements: tuple[str, ...]
    """Distributions that the engine asks for, the SDK's first."""
    code: tuple[Path, ...]
    """Directories of packages of ours that a pod imports."""


@dataclass(frozen=True)
class Image:
    """One finished image."""

    engine: str
    tag: str
    id: str
    size_bytes: int
    own_bytes: int
    """Beyond plain Python's image."""
    python: str
    base: str
    built_s: float
    """Seconds that its packages and modules took to build, from an empty cache of this daemon."""
    architecture: str
    code: str
    """Digest of the modules in it; see :func:`code_digest`."""


def tag_of(engine: str) -> str:
    """The name of an engine's image; KFP's local runners warn where a name says nothing of Python."""
    return f"{REPOSITORY}:{engine}-python"


@dataclass(frozen=True)
class ImageBuilder:
    """Builds images on one daemon; the clock comes in from outside."""

    daemon: Daemon
    base: BaseImage
    packages: Packages
    say: Callable[[str], None]
    clock: Callable[[], float] = time.monotonic

    def build(self, wanted: ImageRequest, plain: ImageRequest) -> Image:
        """The engine's image, plain Python's before it; what is there already is kept."""
        began = self.clock()
        with tempfile.TemporaryDirectory(prefix="fvk-image-") as scratch:
            lower = self._packages(plain, self.base.name, (), Path(scratch, "plain"))
            if wanted != plain:
                known = self._resolved(plain, Path(scratch))
                lower = self._packages(wanted, lower, known, Path(scratch, "own"))
            tag = self._modules(wanted, lower, began)
        found = find(self.daemon, wanted.engine)
        assert found is not None, tag
        return found

    def _resolved(self, wanted: ImageRequest, scratch: Path) -> tuple[str, ...]:
        return self.packages.resolve(wanted.requirements, self._aim, scratch)

    @property
    def _aim(self) -> Aim:
        return Aim(self.base.python, self.base.machine)

    def _packages(self, wanted: ImageRequest, below: str, known: Sequence[str], scratch: Path) -> str:
        """The image with an engine's packages on top of ``below``, which has those that are ``known``."""
        scratch.mkdir()
        names = [name for name in self._resolved(wanted, scratch) if name not in known]
        tag = f"{REPOSITORY}:{wanted.engine}-{_PACKAGES_STAGE}"
        recipe = _digest(self.base.id, self.base.site, below, self.packages.requirements(names), _PACKAGES)
        if _recipe(self.daemon.image(tag)) == recipe:
            return tag
        self.say(f"installing {len(names)} packages for the image of {wanted.engine}")
        site, programs = scratch / "site", scratch / "programs"
        self.packages.install(names, self._aim, site)
        programs.mkdir()
        for program in sorted((site / "bin").glob("*")) if (site / "bin").is_dir() else ():
            (programs / program.name).write_bytes(_restarted(program.read_bytes()))
            (programs / program.name).chmod(0o755)
        shutil.rmtree(site / "bin", ignore_errors=True)
        dockerfile = _PACKAGES.format(base=below, site=self.base.site)
        with context_of({"packages": site, "programs": programs}, dockerfile, scratch) as context:
            self.daemon.build(context, tag, labels=self._labels("packages", recipe), network="none")
        return tag

    def _modules(self, wanted: ImageRequest, below: str, began: float) -> str:
        """The image with this project's modules on top of the packages, compiled by its own interpreter."""
        tag = tag_of(wanted.engine)
        lower = self.daemon.image(below)
        recipe = _digest(str(lower and lower["Id"]), code_digest(wanted.code), _MODULES)
        if _recipe(self.daemon.image(tag)) == recipe:
            self.say(f"the image of {wanted.engine} is there already: {tag}")
            return tag
        with tempfile.TemporaryDirectory(prefix="fvk-code-") as scratch:
            code = copy_code(wanted.code, Path(scratch, "code"))
            dockerfile = _MODULES.format(base=below, tag=tag)
            labels = self._labels(wanted.engine, recipe) | {CODE_LABEL: code_digest(wanted.code)}
            with context_of({"code": code}, dockerfile, Path(scratch)) as context:
                self.daemon.build(context, tag, labels=labels, network="none")
            told = {"fvk.built_s": f"{self.clock() - began:.1f}"}
            with context_of({}, f"FROM {tag}\n", Path(scratch)) as context:
                self.daemon.build(context, tag, labels=told)
        self.say(f"built {tag}")
        return tag

    def _labels(self, what: str, recipe: str) -> dict[str, str]:
        return {
            LABEL: what,
            "fvk.recipe": recipe,
            "fvk.python": self.base.python,
            "fvk.base": self.base.name,
        }


_PACKAGES = f"""\
FROM {{base}}
COPY packages/ {{site}}/
COPY programs/ /usr/local/bin/
RUN {PROGRAM} -m compileall -q -j 2 {{site}} || true
"""
"""Some packages carry templates that are no Python: compileall names them, and they are no error."""
_MODULES = f"""\
FROM {{base}}
ENV PYTHONPATH={CODE} FVK_IMAGE={{tag}}
WORKDIR {CODE}
COPY code/ {CODE}/
RUN chmod 755 {CODE} && {PROGRAM} -m compileall -q {CODE}
"""


def find(daemon: Daemon, engine: str) -> Image | None:
    """An engine's finished image; ``None`` where it was not built here."""
    found = daemon.image(tag_of(engine))
    if found is None:
        return None
    plain = daemon.image(tag_of("plain"))
    labels = _labels_of(found)
    return Image(
        engine=engine,
        tag=tag_of(engine),
        id=str(found["Id"]),
        size_bytes=int(found["Size"]),
        own_bytes=int(found["Size"]) - int(plain["Size"] if plain else 0),
        python=labels.get("fvk.python", ""),
        base=labels.get("fvk.base", ""),
        built_s=float(labels.get("fvk.built_s", "nan")),
        architecture=str(found.get("Architecture", "")),
        code=labels.get(CODE_LABEL, ""),
    )


def list_all(daemon: Daemon) -> list[Image]:
    """Every finished image, plain Python's first, then by name."""
    prefix, suffix = tag_of("|").split("|")
    tags = [tag for one in daemon.images(LABEL) for tag in one.get("RepoTags") or []]
    engines = {
        tag[len(prefix) : -len(suffix)] for tag in tags if tag.startswith(prefix) and tag.endswith(suffix)
    }
    found = [find(daemon, engine) for engine in sorted(engines, key=lambda name: (name != "plain", name))]
    return [image for image in found if image is not None]


def remove_all(daemon: Daemon) -> list[str]:
    """Remove every image that was made here, with the layers below; the names that went."""
    tags = [
        tag for one in daemon.images(LABEL) for tag in one.get("RepoTags") or [] if tag.startswith(REPOSITORY)
    ]
    upper_first = sorted(
        tags, key=lambda tag: (tag.endswith("-base"), tag.endswith(_PACKAGES_STAGE), "plain" in tag)
    )
    for tag in upper_first:
        daemon.remove_image(tag)
    return upper_first


def needed(daemon: Daemon, engines: Iterable[str], code: Mapping[str, str] | None = None) -> dict[str, Image]:
    """The image of each engine, by name; one line of ``UsageError`` on what is missing.

    ``code`` has the digest of an engine's modules as they are now, where they must be those in the image.
    """
    found = {engine: find(daemon, engine) for engine in engines}
    missing = [engine for engine, image in found.items() if image is None]
    if missing:
        raise UsageError(
            f"no image of {', '.join(missing)} on this daemon: `fvk image build {' '.join(missing)}` makes "
            f"{'it' if len(missing) == 1 else 'them'} in a minute or two"
        )
    arch = daemon.about()["Arch"]
    images = {engine: image for engine, image in found.items() if image is not None}
    for image in images.values():
        if image.architecture and image.architecture != arch:
            raise UsageError(
                f"image {image.tag} is for {image.architecture}, and the daemon runs {arch}: "
                f"`fvk image remove`, then `fvk image build`"
            )
        if code and image.code != code.get(image.engine, image.code):
            raise UsageError(
                f"image {image.tag} holds other modules than this checkout: "
                f"`fvk image build {image.engine}` makes it anew in seconds"
            )
    return images


def code_digest(code: Sequence[Path]) -> str:
    """Of every module that goes into an image, by its path and content."""
    parts = [
        f"{file.relative_to(top.parent)} {_digest(file.read_text(encoding='utf-8'))}"
        for top in code
        for file in _modules_below(top)
    ]
    return _digest(*parts)


def copy_code(code: Sequence[Path], place: Path) -> Path:
    """Copy the packages that a pod imports, without specimens and bytecode."""
    for top in code:
        shutil.copytree(top, place / top.name, ignore=shutil.ignore_patterns(*_UNUSED))
    return place


def _modules_below(top: Path) -> list[Path]:
    return sorted(file for file in top.rglob("*.py") if not set(file.relative_to(top).parts) & set(_UNUSED))


def context_of(trees: Mapping[str, Path], dockerfile: str, scratch: Path) -> IO[bytes]:
    """An archive of directories by name, and a Dockerfile, ready to be read."""
    file = tempfile.TemporaryFile(dir=scratch)  # noqa: SIM115 - the caller closes it
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, tree in trees.items():
            archive.add(tree, name, filter=_anybody)
        text = dockerfile.encode()
        about = tarfile.TarInfo("Dockerfile")
        about.size = len(text)
        archive.addfile(about, io.BytesIO(text))
    file.seek(0)
    return file


def _anybody(about: tarfile.TarInfo) -> tarfile.TarInfo:
    """No owner of this machine goes into an image, and whoever a container runs as can read it."""
    about.uid = about.gid = 0
    about.uname = about.gname = "root"
    about.mode |= 0o755 if about.isdir() else 0o644
    return about


def _restarted(program: bytes) -> bytes:
    """A program with the image's interpreter in its first line, whatever this machine's is called."""
    first, newline, rest = program.partition(b"\n")
    return (
        b"#!" + PROGRAM.encode() + newline + rest
        if first.startswith(b"#!") and b"python" in first
        else program
    )


def _recipe(found: Json | None) -> str:
    return _labels_of(found).get("fvk.recipe", "") if found else ""


def _labels_of(found: Json) -> dict[str, str]:
    return dict((found.get("Config") or {}).get("Labels") or {})


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]
