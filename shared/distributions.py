"""Which versions are installed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

LIBRARIES = ("joblib", "pandas", "pyarrow", "scikit-learn")
"""What the steps import."""


def installed(*names: str) -> dict[str, str]:
    """Return the version of each distribution that is installed, by name."""
    found = {}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
