"""A member of an enum is a step's argument."""

from enum import Enum

from kfp import dsl

KIND = "types"
EXPECTED = "LARGE is large"


class Size(Enum):
    SMALL = "small"
    LARGE = "large"


def attempt():
    @dsl.component(base_image="python:3.11", install_kfp_package=False)
    def describe(size: Size) -> str:
        return f"{size.name} is {size.value}"

    return describe


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def describe(size: str) -> str:
    from enum import Enum  # workaround

    Size = Enum("Size", {"SMALL": "small", "LARGE": "large"})  # workaround
    size = Size(size)  # workaround
    return f"{size.name} is {size.value}"


@dsl.pipeline
def pipeline(size: str = Size.LARGE.value) -> str:
    return describe(size=size).output
