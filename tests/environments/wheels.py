"""A tiny SDK as wheels in several versions, made by hand, so that nothing needs a network."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path

OFFLINE = {"UV_OFFLINE": "1", "UV_NO_INDEX": "1", "UV_NO_CONFIG": "1"}

SDK = "tinysdk"


def write_wheels(folder: Path, *versions: str) -> dict[str, str]:
    """Write one wheel a version; the environment in which uv finds them, and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    for version in versions:
        _write(folder, version)
    return {**OFFLINE, "UV_FIND_LINKS": str(folder), "UV_CACHE_DIR": str(folder / "cache")}


def _write(folder: Path, version: str) -> None:
    info = f"{SDK}-{version}.dist-info"
    files = {
        f"{SDK}.py": f'VERSION = "{version}"\n',
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {SDK}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{info}/RECORD"] = _record(files, f"{info}/RECORD")
    with zipfile.ZipFile(folder / f"{SDK}-{version}-py3-none-any.whl", "w") as wheel:
        for name, text in files.items():
            wheel.writestr(name, text)


def _record(files: Mapping[str, str], own: str) -> str:
    lines = []
    for name, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(text.encode())}")
    return "\n".join([*lines, f"{own},,", ""])
