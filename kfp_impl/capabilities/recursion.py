"""A pipeline calls itself until a step's output says stop."""

from kfp import dsl

KIND = "control flow"
EXPECTED = 24


def attempt():
    @dsl.component(base_image="python:3.11", install_kfp_package=False)
    def subtract(n: int) -> int:
        return n - 1

    @dsl.component(base_image="python:3.11", install_kfp_package=False)
    def multiply(n: int, m: int) -> int:
        return n * m

    @dsl.pipeline
    def factorial(n: int = 4) -> int:
        with dsl.If(n > 1):
            rest = factorial(n=subtract(n=n).output)
            product = multiply(n=n, m=rest.output)
        with dsl.Else():
            one = multiply(n=1, m=1)
        return dsl.OneOf(product.output, one.output)

    return factorial
