"""Compare two contenders within blocks, so that whatever a block did to both cancels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from benchmarks.analyse.comparison import Comparison, log_ratios, visible_ratio
from benchmarks.analyse.interval import Interval, ValuesError
from benchmarks.analyse.signed_rank import Floats, finite, location, p_value


@dataclass(frozen=True)
class Pairs:
    """Two contenders' values, aligned by block, in block order."""

    blocks: tuple[int, ...]
    a: tuple[float, ...]
    b: tuple[float, ...]
    dropped: int
    """Blocks in which only one of the two has a value."""

    def first(self, count: int) -> Pairs:
        """The first ``count`` complete blocks alone."""
        return Pairs(self.blocks[:count], self.a[:count], self.b[:count], self.dropped)


def pair(a: Mapping[int, float], b: Mapping[int, float]) -> Pairs:
    """Align ``{block: value}`` of two contenders; a block that lacks either value is dropped and counted."""
    both = sorted(a.keys() & b.keys())
    dropped = len(a.keys() | b.keys()) - len(both)
    return Pairs(tuple(both), tuple(a[block] for block in both), tuple(b[block] for block in both), dropped)


def compare(a: Sequence[float] | Floats, b: Sequence[float] | Floats, confidence: float = 0.95) -> Comparison:
    """Compare ``a[i]`` with ``b[i]``, the two contenders' values in block i.

    Lists of different length, empty lists and values that are not finite raise :class:`ValuesError`. Fewer
    than six blocks give estimates without intervals; values of zero or below give differences without ratios.
    """
    if len(a) != len(b):
        raise ValuesError(f"{len(a)} values cannot be paired with {len(b)}; pair them by block first")
    first, second = finite(a), finite(b)
    differences = second - first
    difference = location(differences, confidence)
    logs, no_ratio = log_ratios(second, first)
    log_ratio = None if logs is None else location(logs, confidence)
    return Comparison(
        difference=difference,
        log_ratio=log_ratio,
        no_ratio=no_ratio,
        p_value=p_value(differences if logs is None else logs),
        smallest_difference=difference.smallest_visible(),
        smallest_ratio=visible_ratio(None if log_ratio is None else log_ratio.smallest_visible()),
    )


def compare_blocks(
    a: Mapping[int, float], b: Mapping[int, float], confidence: float = 0.95
) -> Comparison | None:
    """Pair by block and compare; ``None`` where no block has a value of both."""
    pairs = pair(a, b)
    if not pairs.blocks:
        return None
    return replace(compare(pairs.a, pairs.b, confidence), dropped=pairs.dropped)


def single(values: Sequence[float] | Floats, confidence: float = 0.95) -> Interval:
    """Where one contender's own values lie: the median of their Walsh averages with its interval.

    Single values are skewed more than differences are, so this describes a contender; it never decides
    between two.
    """
    return location(values, confidence)
