"""A pipeline inside another."""

from kfp import dsl


@dsl.component(base_image="python:3.11")
def double(n: int) -> int:
    return 2 * n


@dsl.pipeline
def inner(n: int) -> int:
    return double(n=double(n=n).output).output


@dsl.pipeline(name="outer")
def outer(n: int = 3) -> int:
    return double(n=inner(n=n).output).output
