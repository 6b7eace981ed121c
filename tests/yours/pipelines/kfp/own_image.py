"""A component that was built into an image of its own."""

from kfp import dsl


@dsl.component(base_image="python:3.11", target_image="registry.invalid/team/pad:v1")
def pad(text: str) -> str:
    return text.rjust(10)


@dsl.pipeline(name="padded")
def padded(text: str = "x") -> str:
    return pad(text=text).output
