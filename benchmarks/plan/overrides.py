"""What the command line asks for in place of a profile's: sizes (``--size n=10,100``), lanes, blocks."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import product

from benchmarks.errors import UsageError
from benchmarks.plan.arguments import Value, checked_size
from benchmarks.plan.profiles import Profile, Rule
from shared.contract import Size, Workload


def at_sizes(
    profile: Profile, workloads: Sequence[Workload], asked: Sequence[str]
) -> tuple[Profile, list[Workload]]:
    """The profile and the workloads, at the asked sizes.

    A size goes to the workloads that have parameters of these names; a workload that no size fits keeps the
    profile's own. Cells of the tuned lane take all of them, also where the profile would take the smallest
    alone; the default lane, whose steps may take half a minute each, stays at the smallest. Raises
    :class:`~benchmarks.errors.UsageError` for a size that fits no workload.
    """
    wanted = [size for text in asked for size in parse(text)]
    for text in asked:
        if not any(_fits(size, workload) for size in parse(text) for workload in workloads):
            names = ", ".join(f"{one.name} ({', '.join(one.smallest) or 'no size'})" for one in workloads)
            raise UsageError(f"--size {text}: fits none of {names}")
    for text in asked:
        for size in parse(text):
            for workload in workloads:
                if _fits(size, workload):
                    checked_size(text, size, [one for sizes in workload.sizes.values() for one in sizes])
    sized = [_sized(workload, wanted, profile.name) for workload in workloads]
    return replace(profile, rules=tuple(_every_size(rule) for rule in profile.rules)), sized


def in_lanes(profile: Profile, lanes: Sequence[str]) -> Profile:
    """The profile with the cells of these lanes alone (all for none)."""
    known = {rule.lane for rule in profile.rules}
    if unknown := [lane for lane in lanes if lane not in known]:
        raise UsageError(f"--lane {unknown[0]}: no such lane; there are {', '.join(sorted(known))}")
    return replace(profile, rules=tuple(rule for rule in profile.rules if not lanes or rule.lane in lanes))


def at_most(profile: Profile, blocks: int) -> Profile:
    """The profile with no more blocks a cell than this, its minimum included."""

    def capped(rule: Rule) -> Rule:
        fewest, most = (value and min(value, blocks) for value in (rule.minimum_blocks, rule.maximum_blocks))
        return replace(rule, minimum_blocks=fewest, maximum_blocks=most)

    return replace(
        profile,
        minimum_blocks=min(profile.minimum_blocks, blocks),
        maximum_blocks=min(profile.maximum_blocks, blocks),
        rules=tuple(capped(rule) for rule in profile.rules),
    )


def at_once(profile: Profile, runs: int) -> Profile:
    """The profile with so many runs at a time in every cell on a cluster."""
    rules = (replace(rule, concurrent=runs) if rule.target == "cluster" else rule for rule in profile.rules)
    return replace(profile, rules=tuple(rules))


def parse(text: str) -> list[Size]:
    """``kind=file,bytes=1,2`` is two sizes; :class:`~benchmarks.errors.UsageError` for what is none."""
    values: dict[str, list[Value]] = {}
    name = ""
    for word in text.split(","):
        head, equals, value = word.rpartition("=")
        name = head.strip() or name
        if not name or not value.strip() or (equals and not head.strip()):
            raise UsageError(f"--size {text}: give it as n=10,100 or as kind=file,bytes=1024")
        values.setdefault(name, []).append(_value(value.strip()))
    return [dict(zip(values, one, strict=True)) for one in product(*values.values())]


def _value(text: str) -> Value:
    for kind in (int, float):
        with suppress(ValueError):  # also of more digits than Python reads
            return kind(text)
    return text


def _fits(size: Size, workload: Workload) -> bool:
    return size.keys() == workload.smallest.keys()


def _sized(workload: Workload, wanted: Sequence[Size], profile: str) -> Workload:
    """Smallest first, as the waves want it; the parameters stand in the workload's own order."""
    fitting = [{name: size[name] for name in workload.smallest} for size in wanted if _fits(size, workload)]
    if not fitting or not workload.smallest:
        return workload
    fitting.sort(key=lambda size: [value for value in size.values() if not isinstance(value, str)])
    return replace(workload, sizes={**workload.sizes, profile: tuple(fitting)})


def _every_size(rule: Rule) -> Rule:
    return replace(rule, sizes=None) if rule.lane == "tuned" else rule
