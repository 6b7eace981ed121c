"""A step takes a whole number or a text, and knows which."""

import json
from typing import Union

from kfp import dsl

KIND = "types"
EXPECTED = "int str"


def attempt():
    @dsl.component(base_image="python:3.11", install_kfp_package=False)
    def describe(value: Union[int, str]) -> str:
        return type(value).__name__

    return describe


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def describe(value: str) -> str:
    import json  # workaround

    value = json.loads(value)  # workaround
    return type(value).__name__


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def join(one: str, other: str) -> str:
    return f"{one} {other}"


@dsl.pipeline
def pipeline() -> str:
    number = json.dumps(3)  # workaround
    text = json.dumps("three")  # workaround
    return join(one=describe(value=number).output, other=describe(value=text).output).output
