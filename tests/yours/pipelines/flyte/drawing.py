"""A graph that is drawn while it runs: one step a letter."""

from typing import List

from flytekit import dynamic, task, workflow


@task
def place_of(letter: str) -> int:
    return ord(letter) - ord("a")


@task
def add(values: List[int]) -> int:
    return sum(values)


@dynamic
def places(word: str) -> int:
    return add(values=[place_of(letter=letter) for letter in word])


@workflow
def spell(word: str = "abc") -> int:
    return places(word=word)
