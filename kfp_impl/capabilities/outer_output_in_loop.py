"""A step in a loop takes the item and what a step before the loop gave, and a third adds up."""

from kfp import dsl

KIND = "control flow"
EXPECTED = 306


def attempt():
    @dsl.pipeline
    def direct() -> int:
        by = offset().output
        with dsl.ParallelFor(items().output) as n:
            one = add(a=by, b=n)
        return total(numbers=dsl.Collected(one.output)).output

    return direct


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def items() -> list[int]:
    return [1, 2, 3]


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def offset() -> int:
    return 100


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def add(a: int, b: int) -> int:
    return a + b


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def total(numbers: list[int]) -> int:
    return int(sum(numbers))


@dsl.component(base_image="python:3.11", install_kfp_package=False)  # workaround
def beside(by: int, numbers: list) -> list:  # workaround
    return [{"a": by, "b": int(n)} for n in numbers]  # workaround


@dsl.pipeline
def pipeline() -> int:
    pairs = beside(by=offset().output, numbers=items().output)  # workaround
    with dsl.ParallelFor(pairs.output) as pair:  # workaround
        one = add(a=pair.a, b=pair.b)  # workaround
    return total(numbers=dsl.Collected(one.output)).output
