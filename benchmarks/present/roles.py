"""Who takes part in a campaign, and which two are compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, count

from benchmarks.analyse.comparison import Comparison
from benchmarks.analyse.results import Answer, Own, Pairing
from benchmarks.present.product_names import known
from benchmarks.record.schema import Contender, Header

Pair = tuple[str, str]
"""``(a, b)``: differences are b - a, ratios b / a."""


@dataclass(frozen=True)
class Roles:
    """The names of a campaign's contenders by the part they play, each in the order of the plan."""

    baseline: str | None
    """What every orchestrator is compared with, plain Python; ``None`` where it takes no part."""
    orchestrators: tuple[str, ...]
    twins: tuple[str, ...]
    versus: str | None = None
    """Whom every other is held against; ``None`` for every pair."""

    @property
    def shown(self) -> tuple[str, ...]:
        """Everybody but the twins."""
        return (*([] if self.baseline is None else [self.baseline]), *self.orchestrators)

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Every two orchestrators, or the reference with each; a lone one with the baseline."""
        if self.versus is not None:
            return tuple((self.versus, name) for name in self.orchestrators if name != self.versus)
        found = tuple(combinations(self.orchestrators, 2))
        if found or self.baseline is None:
            return found
        return tuple((self.baseline, name) for name in self.orchestrators)

    def place(self, name: str) -> int:
        """The number that fixes a contender's colour and shape: 0 for the baseline, then 1, 2 and on.

        A known product has the same number in every report; others take the free ones in order.
        """
        if name == self.baseline or name not in self.orchestrators:
            return 0
        fixed = {product: number for number, product in enumerate(known())}
        if fixed.get(name):
            return fixed[name]
        taken = {fixed[one] for one in self.orchestrators if fixed.get(one)}
        free = (number for number in count(1) if number not in taken)
        others = [one for one in self.orchestrators if not fixed.get(one)]
        return dict(zip(others, free, strict=False))[name]


def roles_of(header: Header) -> Roles:
    """Read the parts from the contenders' own marks."""
    real = _unique(contender for contender in header.contenders if contender.twin_of is None)
    baseline = next((contender.name for contender in real if contender.baseline), None)
    orchestrators = tuple(contender.name for contender in real if contender.name != baseline)
    others = [name for name in orchestrators if name != header.versus]
    takes_part = header.versus in (baseline, *orchestrators)
    return Roles(
        baseline=baseline,
        orchestrators=orchestrators,
        twins=tuple(contender.name for contender in header.contenders if contender.twin_of is not None),
        versus=header.versus if takes_part and others else None,
    )


def _unique(contenders: Iterable[Contender]) -> list[Contender]:
    """One contender a name: a file may say one twice."""
    by_name: dict[str, Contender] = {}
    for contender in contenders:
        by_name.setdefault(contender.name, contender)
    return list(by_name.values())


def own_of(answer: Answer, name: str) -> Own | None:
    """A contender's own figure, or ``None`` where it takes no part in the cell."""
    return next((own for own in answer.own if own.contender == name), None)


def pairing_of(answer: Answer, pair: Pair) -> Pairing | None:
    """The comparison of two contenders, if the cell has both, turned to be of ``pair``."""
    a, b = pair
    for pairing in answer.pairings:
        if (pairing.a, pairing.b) == (a, b):
            return pairing
        if (pairing.a, pairing.b) == (b, a):
            return pairing.swapped()
    return None


def comparison_of(answer: Answer, pair: Pair) -> Comparison | None:
    """What was found, or ``None`` where nothing could be compared."""
    pairing = pairing_of(answer, pair)
    return pairing.comparison if pairing else None
