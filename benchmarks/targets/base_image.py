"""The image that all others begin with: Python from a registry by its digest, or from Debian's packages."""

from __future__ import annotations

import io
import json
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from benchmarks.errors import UsageError
from benchmarks.targets.daemon import Daemon, DaemonError

STOCK = f"python:{sys.version_info.major}.{sys.version_info.minor}-slim"
"""What KFP's documentation and flytekit's own image begin with; its digest is recorded."""
DEBIAN = "flyte-vs-kubeflow:debian-base"
"""Made here where no registry can be reached."""
PROGRAM = "/usr/local/bin/python3"
"""Where every image has its interpreter, so that programs beside it are found by their path."""
_PACKAGES = (
    "python3", "ca-certificates", "coreutils", "dash", "bash", "libc-bin", "base-files", "base-passwd",
    "libstdc++6", "libgcc-s1", "libgomp1", "mawk", "tar", "gzip", "grep",
)  # fmt: skip
"""An interpreter and what it needs; tar and gzip are for Flyte's fast registration."""
_SUITE = "bookworm"
"""Where this machine is no Debian with a code name of its own."""
_CONFIGURE = f"""\
FROM {DEBIAN}
RUN cp /usr/share/base-passwd/passwd.master /etc/passwd \\
 && cp /usr/share/base-passwd/group.master /etc/group \\
 && cat /usr/share/ca-certificates/mozilla/*.crt > /etc/ssl/certs/ca-certificates.crt \\
 && chmod 1777 /tmp && ldconfig
"""
"""What the packages' own scripts would do, which are left out: they need half of Debian."""
_ASK = (
    "import json, platform, sys, sysconfig; print(json.dumps({'python': platform.python_version(),"
    " 'site': sysconfig.get_path('purelib'), 'machine': platform.machine()}))"
)


@dataclass(frozen=True)
class BaseImage:
    """An image with an interpreter, and what must be known to install packages for it."""

    name: str
    """To begin a Dockerfile with: a tag of this daemon, or a repository with its digest."""
    id: str
    python: str
    """Its version, such as ``3.11.2``."""
    site: str
    """The directory in the image where packages are found."""
    machine: str
    """``x86_64`` or ``aarch64``."""


def find_or_make(daemon: Daemon, wanted: str, say: Callable[[str], None]) -> BaseImage:
    """The base that was named, else a registry's, else one made of Debian's packages on this machine."""
    if wanted:
        return look_into(daemon, wanted)
    try:
        if daemon.image(STOCK) is None:
            say(f"fetching {STOCK}")
            daemon.pull(STOCK)
        return look_into(daemon, _by_digest(daemon, STOCK))
    except DaemonError as error:
        if daemon.image(DEBIAN) is None:
            say(f"{STOCK} cannot be fetched ({error}); making a base of Debian's packages instead")
            _make_debian(daemon)
        return look_into(daemon, DEBIAN)


def look_into(daemon: Daemon, name: str) -> BaseImage:
    """Ask the image's own interpreter; :class:`~benchmarks.errors.UsageError` where there is none."""
    found = daemon.image(name)
    if found is None:
        raise UsageError(f"--base {name}: the daemon has no such image; pull or build it first")
    container = daemon.create(
        "",
        {
            "Image": name,
            "Entrypoint": [PROGRAM],
            "Cmd": ["-c", _ASK],
            "Labels": {"fvk": "image"},
            "HostConfig": {"NetworkMode": "none"},
        },
    )
    try:
        daemon.start(container)
        status = daemon.wait(container)
        said = daemon.logs(container)
    except DaemonError as error:
        raise UsageError(f"base image {name}: {PROGRAM} does not start in it ({error})") from error
    finally:
        daemon.remove(container)
    if status:
        raise UsageError(f"base image {name}: {PROGRAM} ended with status {status} ({said.strip()[-200:]})")
    told = json.loads(said)
    return BaseImage(name, str(found["Id"]), told["python"], told["site"], told["machine"])


def _by_digest(daemon: Daemon, tag: str) -> str:
    """The tag's repository with its digest, so that a build does not change when the tag moves."""
    found = daemon.image(tag)
    digests = found.get("RepoDigests") or [] if found else []
    return str(digests[0]) if digests else tag


def _make_debian(daemon: Daemon) -> None:
    """Let mmdebstrap unpack an interpreter and its libraries, and import the tree as an image."""
    if platform.system() != "Linux" or shutil.which("mmdebstrap") is None:
        raise UsageError(
            f"no base image: no registry has {STOCK} for this machine, and mmdebstrap is not installed; "
            "`apt-get install mmdebstrap`, or name an image that is here with --base"
        )
    suite, mirror = _suite()
    with tempfile.TemporaryDirectory(prefix="fvk-base-") as scratch:
        archive = Path(scratch, "base.tar")
        done = subprocess.run(
            [
                "mmdebstrap",
                "--quiet",
                "--variant=extract",
                f"--include={','.join(_PACKAGES)}",
                suite,
                str(archive),
                *([mirror] if mirror else []),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise UsageError(f"no base image: mmdebstrap failed: {_last(done.stderr)}")
        with tarfile.open(archive, "a") as tree:
            link = tarfile.TarInfo("./usr/local/bin/python3")
            link.type, link.linkname = tarfile.SYMTYPE, "/usr/bin/python3"
            tree.addfile(link)
        path = "PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
        with archive.open("rb") as tree_file:
            daemon.import_tree(tree_file, DEBIAN, [f"ENV {path}", "ENV LANG=C.UTF-8"])
    daemon.build(_dockerfile(_CONFIGURE), DEBIAN, labels={"fvk.image": "base"}, network="none")


def _dockerfile(text: str) -> IO[bytes]:
    """A build's context that holds a Dockerfile and nothing else."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        about = tarfile.TarInfo("Dockerfile")
        about.size = len(text.encode())
        archive.addfile(about, io.BytesIO(text.encode()))
    file.seek(0)
    return file


def _suite() -> tuple[str, str]:
    """This machine's Debian and the mirror that apt uses for it; empty for mmdebstrap's own."""
    try:
        names = platform.freedesktop_os_release()
    except OSError:
        names = {}
    suite = names.get("VERSION_CODENAME", "") if names.get("ID") == "debian" else ""
    if not suite or shutil.which("apt-get") is None:
        return _SUITE, ""
    told = subprocess.run(
        [
            "apt-get",
            "indextargets",
            "--format",
            "$(CODENAME) $(COMPONENT) $(REPO_URI)",
            "Created-By: Packages",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    found = [line.split() for line in told.stdout.splitlines()]
    mirrors = [words[2] for words in found if words[:2] == [suite, "main"] and len(words) == 3]
    return suite, mirrors[0] if mirrors else ""


def _last(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:300] if lines else "it said nothing"
