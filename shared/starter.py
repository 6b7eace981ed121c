"""A small pipeline in plain Python: draw numbers, square each, and take the mean."""

from __future__ import annotations


def draw(count: int, seed: int) -> list[float]:
    """Return numbers that look random and are the same every time."""
    return [(seed * 7919 + n * 104729) % 1000 / 1000 for n in range(count)]


def square(numbers: list[float]) -> list[float]:
    """Return the square of each."""
    return [number * number for number in numbers]


def average(numbers: list[float]) -> float:
    """Return their mean."""
    return sum(numbers) / len(numbers)


def pipeline(count: int = 100, seed: int = 1) -> float:
    """Run the three, one after the other."""
    return average(square(draw(count, seed)))
