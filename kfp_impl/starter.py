"""A small KFP pipeline: draw numbers, square each, and take the mean."""

from kfp import dsl


@dsl.component(base_image="python:3.11")
def draw(count: int, seed: int) -> list[float]:
    return [(seed * 7919 + n * 104729) % 1000 / 1000 for n in range(count)]


@dsl.component(base_image="python:3.11")
def square(numbers: list[float]) -> list[float]:
    return [number * number for number in numbers]


@dsl.component(base_image="python:3.11")
def average(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers)


@dsl.pipeline(name="pipeline")
def pipeline(count: int = 100, seed: int = 1) -> float:
    return average(numbers=square(numbers=draw(count=count, seed=seed).output).output).output
