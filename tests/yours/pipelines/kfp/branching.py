"""A condition on what a component found."""

from kfp import dsl


@dsl.component(base_image="python:3.11")
def measure(text: str) -> int:
    return len(text)


@dsl.component(base_image="python:3.11")
def say(word: str) -> str:
    return word


@dsl.pipeline(name="judge")
def judge(text: str = "a few words") -> str:
    length = measure(text=text).output
    with dsl.If(length < 5):
        short = say(word="short")
    with dsl.Else():
        long = say(word="long")
    return dsl.OneOf(short.output, long.output)
