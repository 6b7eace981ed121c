"""Copies of one side's mistakes, so that a mistake, its correction and its past are files of one name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.authoring.correction import corrected, earlier
from benchmarks.authoring.sides import Side
from benchmarks.authoring.specimen import Specimen, read_specimen

TYPED = ("mistaken", "corrected")
"""The variants that a type checker sees."""


@dataclass(frozen=True)
class Copies:
    """One side's specimens, and where their variants were written: mistaken, corrected, earlier."""

    side: Side
    directory: Path
    typed: Path
    specimens: tuple[Specimen, ...]
    variants: Mapping[str, Mapping[str, Specimen]]
    """Case to variant to what that variant says of itself."""

    def typed_path(self, case: str, variant: str) -> Path:
        """Where the type checker finds a variant."""
        return self.typed / variant / f"{case}.py"

    def typed_paths(self) -> list[Path]:
        """Everything that the type checker is asked about."""
        return [self.typed_path(one.name, variant) for one in self.specimens for variant in TYPED]

    def project(self, case: str, variant: str) -> Path:
        """The folder that a variant runs from: itself, and the modules that stand beside it."""
        return self.directory / "projects" / case / variant


def lay_out(side: Side, names: Iterable[str], directory: Path) -> Copies:
    """Write every variant of every named mistake below ``directory``."""
    paths = side.specimen_paths("mistakes")
    specimens = tuple(read_specimen(paths[name]) for name in names)
    variants = {one.name: _variants(one) for one in specimens}
    # A folder called like an SDK would be found before the SDK itself.
    typed = directory / "typed" / f"side_{side.name}"
    copies = Copies(side, directory / side.name, typed, specimens, variants)
    beside = sorted((side.folder / "mistakes").glob("_[!_]*.py"))
    for case, of_case in variants.items():
        for variant, specimen in of_case.items():
            _write(copies.project(case, variant) / specimen.path.name, specimen.source)
            for path in beside:
                text = path.read_text(encoding="utf-8")
                past = of_case["mistaken"].constants.get("EARLIER", {}) if variant == "earlier" else {}
                _write(copies.project(case, variant) / path.name, earlier(text, past))
        for variant in TYPED:
            _write(copies.typed_path(case, variant), of_case[variant].source)
    return copies


def _variants(specimen: Specimen) -> Mapping[str, Specimen]:
    right = corrected(specimen.source, specimen.constants.get("CORRECTION", ""), specimen.name)
    variants = {"mistaken": specimen, "corrected": Specimen(specimen.path, right)}
    if "EARLIER" in specimen.constants:
        past = earlier(specimen.source, specimen.constants["EARLIER"])
        variants["earlier"] = Specimen(specimen.path, past)
    return variants


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
