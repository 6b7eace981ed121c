"""Simulate a family of headlines under Holm and Hochberg, and write docs/family.md.

    python -m tests.simulate_family

A campaign is five questions of n blocks each. Noise within a block is correlated between questions, because
they share a machine. Everything is drawn from one seed, so the page is the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.analyse.family import hochberg
from benchmarks.analyse.signed_rank import probability_at_most

Floats = NDArray[np.float64]
Draw = Callable[[np.random.Generator, tuple[int, ...]], Floats]

PAGE = Path(__file__).parents[1] / "docs" / "family.md"
QUESTIONS, CAMPAIGNS, SEED, ALPHA = 5, 20_000, 12, 0.05
BLOCKS = (6, 7, 8, 9, 12)
CORRELATIONS = (-0.2, 0.0, 0.5, 0.9)
"""Of the noise of two questions in a block; five questions cannot all be correlated below -0.25."""


def normal(random: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    """Noise as it is usually drawn."""
    return random.standard_normal(shape)


def heavy(random: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    """Student's t with two degrees of freedom: now and then a block is far out."""
    return random.standard_t(2, shape)


NOISES: dict[str, Draw] = {"normal": normal, "heavy tails": heavy}


def correlated(draw: Draw, random: np.random.Generator, blocks: int, correlation: float) -> Floats:
    """Log-ratios of shape (campaign, question, block) around zero."""
    matrix = np.full((QUESTIONS, QUESTIONS), correlation)
    np.fill_diagonal(matrix, 1.0)
    root = np.linalg.cholesky(matrix)
    return np.einsum("qr,crb->cqb", root, draw(random, (CAMPAIGNS, QUESTIONS, blocks)))


def p_values(log_ratios: Floats) -> Floats:
    """Exact two-sided signed-rank p-values over the last axis."""
    blocks = log_ratios.shape[-1]
    ranks = np.abs(log_ratios).argsort(axis=-1).argsort(axis=-1) + 1
    positive = np.where(log_ratios > 0, ranks, 0).sum(axis=-1)
    total = blocks * (blocks + 1) // 2
    smaller = np.minimum(positive, total - positive)
    table = np.array([min(1.0, 2 * probability_at_most(rank, blocks)) for rank in range(total + 1)])
    return table[smaller]


def holm(p: Floats) -> Floats:
    """Adjusted p-values of Holm's step-down, by campaign."""
    order = p.argsort(axis=1)
    stepped = np.take_along_axis(p, order, 1) * np.arange(p.shape[1], 0, -1)
    adjusted = np.minimum(1.0, np.maximum.accumulate(stepped, axis=1))
    found = np.empty_like(p)
    np.put_along_axis(found, order, adjusted, 1)
    return found


def step_up(p: Floats) -> Floats:
    """Adjusted p-values of the procedure that the report uses, by campaign."""
    return np.array([hochberg(row) for row in p.tolist()])


PROCEDURES: dict[str, Callable[[Floats], Floats]] = {"Holm": holm, "Hochberg": step_up}


def false_alarm(procedure: str, noise: str, blocks: int, correlation: float) -> float:
    """Share of campaigns of five equals in which any is called different."""
    random = np.random.default_rng((SEED, blocks, list(NOISES).index(noise), round(100 * correlation) + 100))
    found = PROCEDURES[procedure](p_values(correlated(NOISES[noise], random, blocks, correlation)))
    return float((found <= ALPHA).any(axis=1).mean())


def proven(procedure: str, blocks: int, equals: int) -> float:
    """Share of huge effects that are proven where ``equals`` of the five questions have none."""
    random = np.random.default_rng((SEED, blocks, equals))
    log_ratios = 0.15 * correlated(heavy, random, blocks, 0.5)
    log_ratios[:, equals:] += np.log(2.0)
    found = PROCEDURES[procedure](p_values(log_ratios))
    return float((found[:, equals:] <= ALPHA).mean())


def page() -> str:
    """The page, as Markdown."""
    rows = [
        (blocks, max((false_alarm(name, noise, blocks, correlation), noise, correlation)
         for noise in NOISES for correlation in CORRELATIONS), name)
        for blocks in BLOCKS for name in PROCEDURES
    ]  # fmt: skip
    alarms = [
        f"| {blocks} | {name} | {worst:.3f} | {noise}, correlation {correlation:g} |"
        for blocks, (worst, noise, correlation), name in rows
    ]
    power = [
        f"| {blocks} | {name} | " + " | ".join(f"{proven(name, blocks, n):.2f}" for n in range(3)) + " |"
        for blocks in BLOCKS
        for name in PROCEDURES
    ]  # fmt: skip
    return "\n".join(
        [
            "# The family of headlines, simulated",
            "",
            f"Written by `python -m tests.simulate_family`: {CAMPAIGNS:,} campaigns a row, five questions",
            "each, exact signed-rank p-values. Noise is normal or has heavy tails; the questions",
            f"of a block are correlated by {', '.join(f'{value:g}' for value in CORRELATIONS)}.",
            "",
            "## How often any of five equals is called different (asked for: at most 0.05)",
            "",
            "| blocks | procedure | worst share | where |",
            "|---|---|---|---|",
            *alarms,
            "",
            "## Which share of doubled times is proven (spread 15 %, heavy tails)",
            "",
            "| blocks | procedure | none of five is equal | one is equal | two are equal |",
            "|---|---|---|---|---|",
            *power,
            "",
            "Hochberg's procedure assumes p-values that are independent or positively dependent. The rows",
            "above include a negative correlation as strong as five questions can nearly have.",
            "",
        ]
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
