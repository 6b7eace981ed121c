"""The page's head: who was measured, in which versions, where, when, and how often."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.present.live import duration
from benchmarks.present.product_names import product
from benchmarks.present.sentences import CAMPAIGN, SAMPLES, Cited, Part, joined, listed
from benchmarks.present.trust import counted, samples_of
from benchmarks.present.view import View
from benchmarks.safe_text import one_line


@dataclass(frozen=True)
class Fact:
    """One line of the head."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Front:
    """Title and facts."""

    title: str
    """As plain text, for the browser's tab."""
    heading: tuple[Part, ...]
    facts: tuple[Fact, ...]


def facts(view: View) -> dict[str, str]:
    """The facts of the head as plain text, by title."""
    return {fact.title: joined(fact.parts) for fact in front(view).facts}


def front(view: View) -> Front:
    """Only what the raw file says."""
    header, roles = view.header, view.roles
    names = tuple(map(_product, roles.orchestrators))
    beside = (", beside ", _product(roles.baseline)) if roles.baseline is not None and names else ()
    heading: tuple[Part, ...] = (*(listed(names) or (_product(roles.baseline or "nobody"),)), *beside)
    if header.yours is not None and header.cells:
        # A report about somebody's own pipeline begins with its name.
        heading = (Cited(one_line(header.cells[0].workload, 60), (CAMPAIGN,)), " with ", *heading)
    title = joined(heading)
    facts = [
        Fact("Versions", _versions(view)),
        Fact("Machine", (Cited(_machine(view), (CAMPAIGN,)),)),
        Fact("Measured", (Cited(f"{_when(header.started_at)}, {header.profile} profile", (CAMPAIGN,)),)),
        Fact("Amount", (Cited(_amount(view), (SAMPLES,)),)),
    ]
    return Front(one_line(f"{title}: benchmark report", 120), heading, tuple(facts))


def _product(contender: str) -> Cited:
    return Cited(product(contender), (CAMPAIGN,))


def _when(started_at: str) -> str:
    """``2026-01-02 03:04 UTC``; a time that is not written like that is shown as it is."""
    day, _, clock = started_at.partition("T")
    return f"{day} {clock[:5]} UTC" if clock.endswith("Z") and len(clock) == 9 else one_line(started_at, 40)


def _versions(view: View) -> tuple[Part, ...]:
    """Of each contender the first version it tells: its SDK's."""
    parts: list[Part] = []
    for contender in view.header.contenders:
        if contender.twin_of is not None or not contender.versions:
            continue
        package, version = next(iter(contender.versions.items()))
        parts += [", " if parts else "", Cited(f"{package} {version}", (CAMPAIGN,))]
    return tuple(parts) or ("not told",)


def _machine(view: View) -> str:
    told = view.header.fingerprint.get("machine")
    machine = told if isinstance(told, dict) else {}
    memory = machine.get("memory_bytes")
    words = [
        str(machine.get("cpu_model") or "unknown processor"),
        f"{machine['cores_allowed'] if machine.get('cores_allowed') else machine.get('cores', '?')} cores",
        f"{memory / 1e9:.0f} GB" if isinstance(memory, int | float) else "",
        str(machine.get("system") or ""),
        "virtual" if machine.get("virtualisation") else "",
    ]
    return one_line(", ".join(word for word in words if word), 160)


def _amount(view: View) -> str:
    blocks = counted(view.progress)
    samples = sum(1 for _ in samples_of(view.progress))
    elapsed = view.progress.end.elapsed_s if view.progress.end else view.progress.elapsed_s
    cells = len(view.header.cells)
    return f"{samples} processes in {len(blocks)} blocks of {cells} cells, {duration(elapsed)}"
