"""A file with a dash in its name and a relative import, in a folder that is not a package."""

from kfp import dsl

from .numbers_of_ours import FACTOR


@dsl.component(base_image="python:3.11")
def multiply(n: int, factor: int) -> int:
    return n * factor


@dsl.pipeline(name="deep")
def deep(n: int = 21) -> int:
    return multiply(n=n, factor=FACTOR).output
