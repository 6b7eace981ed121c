from kfp import dsl

from shop.files import total, write

from .numbers_of_shop import praise, price


@dsl.pipeline
def shop(numbers: list = [1, 2, 3]) -> int:
    with dsl.ParallelFor(numbers) as n:
        priced = price(n=n)
        with dsl.If(n > 2):
            praise(n=n)
        file = write(n=priced.output)
    return total(files=dsl.Collected(file.outputs["file"])).output
